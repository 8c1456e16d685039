package io.plimsoll.center.images;

import io.plimsoll.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An image as the lists of the REST contract show it.
record ImageView(
        String id,
        List<String> names,
        long size,
        @Nullable Instant createdAt,
        String scanState,
        @Nullable Instant scannedAt,
        @Nullable String distribution,
        String verdict,
        List<ViolationView> violations,
        Map<String, Integer> severities,
        int kev,
        int accepted,
        int notAssessed,
        int gapCount,
        Map<String, String> labels,
        int hosts,
        int runningContainers) {
    static ImageView of(StoredImage image) {
        Map<String, Integer> severities = new TreeMap<>();
        for (Severity severity : Severity.values()) {
            severities.put(severity.word(), image.severities().getOrDefault(severity, 0));
        }
        return new ImageView(
                image.id(),
                image.names(),
                image.size(),
                image.createdAt().orElse(null),
                image.scanState(),
                image.scannedAt().orElse(null),
                image.distribution().orElse(null),
                image.verdict(),
                image.violations().stream().map(ViolationView::of).toList(),
                severities,
                image.kev(),
                image.accepted(),
                image.notAssessed(),
                image.gaps(),
                image.labels(),
                image.hosts(),
                image.runningContainers());
    }
}
