package io.plimsoll.advisories.bundle;

/// An ecosystem or release that the bundle can speak about. What is not listed is not assessed.
///
/// @param ecosystem as OSV names it, such as `Debian:12`, `npm` or `Maven`
/// @param source name of the source that stands for it
public record Coverage(String ecosystem, Extent extent, String source) {
    /// How much the source knows.
    public enum Extent {
        /// All it publishes, unfixed vulnerabilities included.
        FULL,
        /// Only vulnerabilities that have been fixed: silence does not mean that a package is clean.
        FIXES_ONLY,
        /// A few advisories, to try things out: silence means nothing.
        SAMPLE
    }
}
