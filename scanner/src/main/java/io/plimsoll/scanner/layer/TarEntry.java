package io.plimsoll.scanner.layer;

/// One entry of a tar archive as it is written there: names are not yet trusted to stay inside any root.
///
/// @param name one char per byte
/// @param linkTarget of links, one char per byte; else empty
/// @param size of the content that follows; 0 for kinds that have none
/// @param mode permission bits
/// @param oddity what is contradictory in the headers, for people; empty where nothing is
/// @param unreadable whether the one who packed a folder could not read this file ([TarWriter])
public record TarEntry(
        Kind kind, String name, String linkTarget, long size, int mode, String oddity, boolean unreadable) {
    /// What the entry makes in a file system.
    public enum Kind {
        FILE,
        HARD_LINK,
        SYMBOLIC_LINK,
        DIRECTORY,
        /// A device or named pipe. A character device 0,0 is a whiteout of overlayfs itself, and like any other device
        /// it hides what lies below.
        SPECIAL,
        /// A file with holes. Image tools do not write them, and we do not put them together.
        SPARSE,
        /// A type that only its maker knows.
        UNKNOWN
    }
}
