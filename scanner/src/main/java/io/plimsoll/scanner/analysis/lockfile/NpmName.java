package io.plimsoll.scanner.analysis.lockfile;

/// A name with what follows its `@`: `@babel/core@7.0.0`, `left-pad@npm:^1.0.0`, `etag@file:deps/etag`.
///
/// @param reference empty where there is none
record NpmName(String name, String reference) {
    private static final String REGISTRY = "npm:";

    static NpmName of(String text) {
        int at = text.indexOf('@', 1);
        return at < 0 ? new NpmName(text, "") : new NpmName(text.substring(0, at), text.substring(at + 1));
    }

    /// The package that an alias such as `short@npm:long@^1.0.0` stands for; any other as it is.
    NpmName real() {
        boolean isAlias = reference.startsWith(REGISTRY) && reference.indexOf('@', REGISTRY.length() + 1) > 0;
        return isAlias ? of(reference.substring(REGISTRY.length())) : this;
    }

    /// The reference if it is a version, else empty: addresses, commits and paths are none.
    String versionNumber() {
        boolean isVersion = !reference.isEmpty()
                && Character.isDigit(reference.charAt(0))
                && reference.indexOf('/') < 0
                && reference.indexOf(':') < 0;
        return isVersion ? reference : "";
    }
}
