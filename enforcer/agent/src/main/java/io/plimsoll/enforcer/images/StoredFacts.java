package io.plimsoll.enforcer.images;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.policy.ImageContext;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.ScanState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one scanned image, as it is kept on the disk.
///
/// @param format of this file
/// @param bundle which advisories were held against it; empty if there were none
record StoredFacts(
        int format,
        String bundle,
        List<String> missing,
        boolean runsAsRoot,
        Map<String, String> labels,
        @Nullable SensitiveContent sensitive,
        @Nullable Boolean healthcheck,
        List<String> steps,
        ImageContext context,
        List<String> chainIds,
        List<Finding> findings) {
    static final int FORMAT = 5;

    static StoredFacts of(String bundle, ImageFacts facts) {
        return new StoredFacts(
                FORMAT,
                bundle,
                facts.missing(),
                facts.runsAsRoot(),
                facts.labels(),
                facts.sensitive(),
                facts.healthcheck(),
                facts.steps(),
                facts.context(),
                facts.chainIds().stream().map(Digest::toString).toList(),
                facts.findings());
    }

    /// @param digests of the image, as far as the engine knows them
    ImageFacts facts(List<String> names, Set<Digest> digests) {
        return new ImageFacts(
                names,
                ScanState.SCANNED,
                missing,
                runsAsRoot,
                labels,
                sensitive,
                healthcheck,
                steps,
                context.withDigests(digests),
                chainIds.stream().map(Digest::parse).toList(),
                findings);
    }
}
