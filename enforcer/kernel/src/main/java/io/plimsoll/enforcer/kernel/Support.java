package io.plimsoll.enforcer.kernel;

/// Whether this host has a feature.
public sealed interface Support {
    /// It was tried, or seen, and is there.
    record Supported() implements Support {}

    /// It was tried, and is not there.
    ///
    /// @param reason what was tried, what came of it
    record Unsupported(String reason) implements Support {}

    /// It could not be tried. Not to be taken for either answer.
    ///
    /// @param reason what stood in the way
    record CouldNotTell(String reason) implements Support {}
}
