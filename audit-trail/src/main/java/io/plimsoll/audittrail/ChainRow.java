package io.plimsoll.audittrail;

/// A row as it was found, before anyone believes it.
public sealed interface ChainRow {
    long sequence();

    /// A row that can be an event.
    record Legible(SealedEvent sealed) implements ChainRow {
        @Override
        public long sequence() {
            return sealed.sequence();
        }
    }

    /// A row that no Center can have written.
    ///
    /// @param problem one sentence: which field, which value
    record Illegible(long sequence, String problem) implements ChainRow {}
}
