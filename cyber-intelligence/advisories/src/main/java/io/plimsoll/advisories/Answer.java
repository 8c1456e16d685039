package io.plimsoll.advisories;

import java.util.List;

/// What a source says about one package and one vulnerability. These are different answers, and stay different.
public sealed interface Answer {
    /// Versions in one of the ranges, and those listed one by one, are affected; all others are not.
    record Affected(List<VersionRange> ranges, List<String> versions) implements Answer {
        public Affected {
            ranges = List.copyOf(ranges);
            versions = List.copyOf(versions);
            if (ranges.isEmpty() && versions.isEmpty()) {
                throw new IllegalArgumentException("an affected package names a range or a version");
            }
        }
    }

    /// Every version is affected, and there is no fix.
    ///
    /// @param reason the source's own words; empty where it gives none
    record Unfixed(String reason) implements Answer {}

    /// Every version is affected, and the distribution will not fix it.
    ///
    /// @param reason the source's own words, such as `end of life`; empty where it gives none
    record WillNotFix(String reason) implements Answer {}

    /// The source has not found out yet whether the package is affected.
    record Undetermined() implements Answer {}

    /// No version is affected.
    record NotAffected() implements Answer {}
}
