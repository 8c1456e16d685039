package io.plimsoll.scanner.registry;

/// What a token server is asked for.
///
/// @param words of the token protocol (https://distribution.github.io/distribution/spec/auth/scope/)
/// @param subject the same for people
record Scope(String words, String subject) {
    static Scope pull(String repository) {
        return new Scope("repository:" + repository + ":pull", repository);
    }

    /// To list the repositories.
    static Scope catalogue() {
        return new Scope("registry:catalog:*", "its list of repositories");
    }
}
