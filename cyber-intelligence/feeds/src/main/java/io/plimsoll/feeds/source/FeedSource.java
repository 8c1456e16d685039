package io.plimsoll.feeds.source;

/// One source of advisories or of risk, found in a folder and not read yet.
public interface FeedSource {
    /// For people and for the bundle's list, such as `OSV npm`.
    String name();

    /// Reads the whole source.
    ///
    /// @throws UnreadableSourceException if it is broken as a whole; nothing of it may be used then
    Harvest read();
}
