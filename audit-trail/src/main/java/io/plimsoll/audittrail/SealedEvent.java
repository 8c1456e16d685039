package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;

/// An event in its place in the chain.
///
/// @param hash over the hash before it, the sequence and the event
public record SealedEvent(long sequence, AuditEvent event, Digest hash) {
    /// The head of the chain once this event is its last.
    public ChainHead head() {
        return new ChainHead(sequence, hash);
    }
}
