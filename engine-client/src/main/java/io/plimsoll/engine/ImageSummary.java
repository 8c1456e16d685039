package io.plimsoll.engine;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One image of the engine's list.
///
/// @param id digest of its configuration; with the containerd image store, of its manifest or index
/// @param parent the image it was built from here; empty for most
/// @param tags such as `shop/web:1.2`; empty when it has lost its name
/// @param repositoryDigests such as `shop/web@sha256:...`; empty unless pulled or pushed
/// @param sizeBytes unpacked
public record ImageSummary(
        Digest id,
        Optional<Digest> parent,
        List<String> tags,
        List<String> repositoryDigests,
        Instant created,
        long sizeBytes,
        Map<String, String> labels) {
    public ImageSummary {
        tags = List.copyOf(tags);
        repositoryDigests = List.copyOf(repositoryDigests);
        labels = Map.copyOf(labels);
    }
}
