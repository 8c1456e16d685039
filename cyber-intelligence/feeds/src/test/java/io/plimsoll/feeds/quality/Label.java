package io.plimsoll.feeds.quality;

import io.plimsoll.model.Finding;
import io.plimsoll.model.SoftwarePackage;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One vulnerability of one version of a package, as a corpus has it.
///
/// @param names of the package: any of them, where the corpus tells only a part of its name
/// @param ids of the vulnerability: any of them
/// @param fix the version that has it no more; empty where there is none, null where the corpus does not tell
record Label(
        Set<String> names,
        String version,
        Set<String> ids,
        @Nullable String fix) {
    static Label of(String name, String version, String id, @Nullable String fix) {
        return new Label(Set.of(name), version, Set.of(id), fix);
    }

    boolean isAbout(SoftwarePackage software) {
        return names.contains(software.name()) && version.equals(software.version());
    }

    boolean isMetBy(Finding finding) {
        return isAbout(finding.software())
                && idsOf(finding).anyMatch(ids::contains)
                && (fix == null || hasFix(finding, fix));
    }

    private static boolean hasFix(Finding finding, String fix) {
        return fix.isEmpty()
                ? finding.fixedVersions().isEmpty()
                : finding.fixedVersions().contains(fix);
    }

    /// All names of what was found.
    static Stream<String> idsOf(Finding finding) {
        return Stream.concat(Stream.of(finding.id()), finding.aliases().stream());
    }
}
