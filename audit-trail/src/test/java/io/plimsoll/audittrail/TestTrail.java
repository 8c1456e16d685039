package io.plimsoll.audittrail;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A small trail to tamper with.
final class TestTrail {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    private TestTrail() {}

    static AuditEvent event(String who) {
        return AuditEvent.of(EventType.POLICY_CHANGED, NOON)
                .by(who)
                .from("127.0.0.1")
                .on("policy", "production", "production")
                .detail("before", "kind: AssurancePolicy\nmode: audit")
                .detail("after", "mode: enforce")
                .received(NOON.plusMillis(7));
    }

    /// Events 1 to count, each by another person.
    static List<SealedEvent> sealed(int count) {
        List<SealedEvent> events = new ArrayList<>();
        ChainHead head = ChainHead.EMPTY;
        for (int i = 1; i <= count; i++) {
            SealedEvent next = head.seal(event("user-" + i));
            events.add(next);
            head = next.head();
        }
        return events;
    }

    static Checkpoint checkpoint(SealedEvent last) {
        return new Checkpoint(last.head(), NOON, last.sequence());
    }

    static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
