package io.plimsoll.center.compliance;

import java.util.List;

/// One requirement as our catalogue words it.
///
/// @param key stable, such as `S-10.3.1`
/// @param idsV321 ids in PCI DSS 3.2.1
/// @param idsV401 ids in PCI DSS 4.0.1
/// @param population who is judged, in words
/// @param note what a reader must know; may be empty
public record CatalogueEntry(
        String key,
        List<String> idsV321,
        List<String> idsV401,
        String title,
        String intent,
        String population,
        String note) {
    public CatalogueEntry {
        idsV321 = List.copyOf(idsV321);
        idsV401 = List.copyOf(idsV401);
    }
}
