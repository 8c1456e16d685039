package io.plimsoll.center.images;

import io.plimsoll.model.Severity;
import io.plimsoll.policy.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image as the lists show it.
///
/// @param severities how many findings of each
/// @param kev findings that are known to be exploited
/// @param accepted findings that exceptions are about; they are among the severities too
/// @param notAssessed packages that no advisory source covers
/// @param gaps what the scan could not see
/// @param repository of its first name; empty for none
/// @param registries of its names
/// @param disallowed whether somebody disallowed it
/// @param approvedBase whether somebody approved it as a base
/// @param inRepository how many images its repository has, and how many of them are refused
/// @param labels that users put on it
/// @param imageLabels of its configuration
/// @param bundle digest of the one that its findings are of; empty for none
/// @param notes what that bundle cannot know of this image, one sentence each
record StoredImage(
        String id,
        List<String> names,
        long size,
        Optional<Instant> createdAt,
        String scanState,
        Optional<Instant> scannedAt,
        Optional<String> distribution,
        String verdict,
        List<Violation> violations,
        Map<Severity, Integer> severities,
        int kev,
        int accepted,
        int notAssessed,
        int gaps,
        String repository,
        List<String> registries,
        boolean disallowed,
        boolean approvedBase,
        InRepository inRepository,
        Map<String, String> labels,
        Map<String, String> imageLabels,
        int hosts,
        int runningContainers,
        String sortKey,
        Optional<Instant> matchedAt,
        Optional<Instant> bundleBuiltAt,
        String bundle,
        List<UncoveredEcosystem> notAssessedEcosystems,
        List<UncoveredEcosystem> unadvisedEcosystems,
        List<String> notes) {
    /// How the images of one repository are judged.
    record InRepository(int images, int refused) {
        static final InRepository NONE = new InRepository(0, 0);
    }

    StoredImage with(Map<String, String> newLabels, InRepository counted) {
        return new StoredImage(
                id,
                names,
                size,
                createdAt,
                scanState,
                scannedAt,
                distribution,
                verdict,
                violations,
                severities,
                kev,
                accepted,
                notAssessed,
                gaps,
                repository,
                registries,
                disallowed,
                approvedBase,
                counted,
                newLabels,
                imageLabels,
                hosts,
                runningContainers,
                sortKey,
                matchedAt,
                bundleBuiltAt,
                bundle,
                notAssessedEcosystems,
                unadvisedEcosystems,
                notes);
    }
}
