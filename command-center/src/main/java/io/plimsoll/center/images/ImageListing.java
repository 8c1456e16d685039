package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One image as a host listed it.
///
/// @param names repository names with tags
/// @param digests repository digests
/// @param scanState word of how far that host's own scan is
public record ImageListing(
        Digest id,
        List<String> names,
        List<String> digests,
        long size,
        Optional<Instant> createdAt,
        Map<String, String> labels,
        String scanState) {
    public ImageListing {
        names = List.copyOf(names);
        digests = List.copyOf(digests);
        labels = Map.copyOf(labels);
    }
}
