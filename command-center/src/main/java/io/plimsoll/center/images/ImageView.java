package io.plimsoll.center.images;

import io.plimsoll.model.Severity;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.RuntimePolicy;
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
        @Nullable String repository,
        List<String> registries,
        @Nullable RepositoryView inRepository,
        boolean disallowed,
        boolean approvedBase,
        @Nullable RuntimeView runtime,
        Map<String, String> labels,
        int hosts,
        int runningContainers) {
    /// How many images the repository has, and how many of them are refused.
    record RepositoryView(int images, int refused) {}

    /// The one runtime policy that counts for the containers of the image.
    record RuntimeView(String policy, String mode) {
        static RuntimeView of(RuntimePolicy policy) {
            return new RuntimeView(policy.name(), policy.mode().word());
        }
    }

    /// @param policies in force
    static ImageView of(StoredImage image, PolicySnapshot policies) {
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
                image.repository().isEmpty() ? null : image.repository(),
                image.registries(),
                image.repository().isEmpty()
                        ? null
                        : new RepositoryView(
                                image.inRepository().images(),
                                image.inRepository().refused()),
                image.disallowed(),
                image.approvedBase(),
                policies.runtimeFor(image.names()).map(RuntimeView::of).orElse(null),
                image.labels(),
                image.hosts(),
                image.runningContainers());
    }
}
