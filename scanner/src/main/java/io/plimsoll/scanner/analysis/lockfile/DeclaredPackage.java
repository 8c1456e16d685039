package io.plimsoll.scanner.analysis.lockfile;

/// What a lock file says of one package.
///
/// @param name as the ecosystem has it, `group:artifact` for Maven
/// @param version empty where the file names none, as of a commit or of a range
/// @param development whether only developers need it
record DeclaredPackage(String name, String version, boolean development) {
    /// Estimated bytes of memory.
    long weight() {
        return 150 + 2L * name.length() + 2L * version.length();
    }
}
