package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Where a chain ends: the number and the hash of its last event.
///
/// @param sequence 0 for the empty chain; the first event has 1
public record ChainHead(long sequence, Digest hash) {
    /// The head of a chain without events.
    public static final ChainHead EMPTY = new ChainHead(0, new Digest("0".repeat(64)));

    /// Adds an event: its hash is the SHA-256 of this hash, its own sequence as 8 bytes, and its canonical form.
    public SealedEvent seal(AuditEvent event) {
        long next = sequence + 1;
        return new SealedEvent(next, event, hashOf(next, event));
    }

    /// What the hash of an event is when it follows this head under that number.
    Digest hashOf(long number, AuditEvent event) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(HexFormat.of().parseHex(hash.hex()));
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        sha256.update(CanonicalForm.of(event));
        return Digest.ofRaw(sha256.digest());
    }
}
