package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One image on a host.
///
/// @param id digest of its configuration
/// @param names repository names with tags
/// @param labels that users put on it
/// @param scannedAt null if it was never scanned
/// @param matchedAt when its inventory was last matched with the advisories; null if never
/// @param notAssessed packages that no advisory source covers
/// @param unranked findings without a severity
/// @param critical findings of that severity
/// @param high findings of that severity
/// @param accepted critical and high findings among those that exceptions are about
/// @param acceptedAlone how many of those no second person has confirmed
/// @param isRefused whether the policies in force refuse it
public record ImageFact(
        String id,
        List<String> names,
        Map<String, String> labels,
        @Nullable Instant scannedAt,
        @Nullable Instant matchedAt,
        int notAssessed,
        int unranked,
        int critical,
        int high,
        int accepted,
        int acceptedAlone,
        boolean isRefused) {
    public ImageFact {
        names = List.copyOf(names);
        labels = Map.copyOf(labels);
    }

    /// For people: the first name, else the id.
    public String name() {
        return names.isEmpty() ? id : names.getFirst();
    }
}
