package io.plimsoll.advisories.matching;

import io.plimsoll.model.SoftwarePackage;
import java.util.Locale;

/// A package that nobody can say anything about. It is neither vulnerable nor safe.
///
/// @param ecosystem as advisories name it, such as `npm` or `Debian:12`; the id of the distribution where its
/// release is unknown; `deb` where even that is
/// @param reason one sentence for people
public record NotAssessed(SoftwarePackage software, String ecosystem, Cause cause, String reason) {
    /// The kind of reason.
    public enum Cause {
        /// No os-release, or one that names no release: testing, unstable, contradictions.
        RELEASE_UNKNOWN,
        /// The bundle holds nothing about this ecosystem or release.
        NOT_COVERED,
        /// The package has no name, or one that no package can have.
        NAME_UNREADABLE,
        /// The package has no version.
        VERSION_MISSING,
        /// The package's version cannot be placed in the order of its ecosystem.
        VERSION_UNREADABLE,
        /// The archive names no group, and advisories exist for an artifact of that name.
        GROUP_UNKNOWN;

        /// The lower-case word of documents, such as `not-covered`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
