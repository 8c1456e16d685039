package io.plimsoll.advisories.bundle;

import org.jspecify.annotations.Nullable;

/// What became of one source when the bundle was built.
///
/// @param name for people, such as `Debian tracker` or `OSV npm`
/// @param date ISO 8601, of the newest thing that the source says of itself; empty where it does not date itself
/// @param records how many records it had
/// @param skipped how often one of them could not be read, wholly or in part
/// @param problem why the source was left out as a whole or what the first skipped record suffers from; null if nothing
public record SourceReport(
        String name,
        String date,
        int records,
        int skipped,
        State state,
        @Nullable String problem) {
    /// Whether the source is in the bundle.
    public enum State {
        /// Read, perhaps without some records.
        READ,
        /// Broken: nothing of it is in the bundle.
        LEFT_OUT
    }

    public SourceReport {
        if (problem == null && (state == State.LEFT_OUT || skipped > 0)) {
            throw new IllegalArgumentException("source '" + name + "' lost records and does not say why");
        }
    }
}
