package io.plimsoll.audittrail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One thing that happened, with every field that PCI DSS 10.3 (v3.2.1) and 10.2.2 (v4.0.1) ask for. Texts are empty
/// where there is nothing to say.
///
/// @param time when it happened, by the clock of its source, to the millisecond
/// @param receivedAt when the Center wrote it down, to the millisecond
/// @param reason why it failed, or why it was decided so; a failure always has one
/// @param actor who: a user's name, `system:...`, or `unknown (...)` where it cannot be told
/// @param source from where: an address, a socket with its host, a container
/// @param imageId `sha256:...` of the image concerned
/// @param host name of the host it happened on
/// @param policy that decided
/// @param rule of that policy
/// @param details anything else, ordered by key
/// @param origin for events of Enforcers
public record AuditEvent(
        EventType type,
        Instant time,
        Instant receivedAt,
        Outcome outcome,
        String reason,
        String actor,
        String source,
        AuditObject object,
        String imageId,
        String imageName,
        String host,
        String policy,
        String rule,
        SortedMap<String, String> details,
        @Nullable Origin origin) {
    public AuditEvent {
        requireMillis(time);
        requireMillis(receivedAt);
        for (String text : new String[] {
            reason, actor, source, object.kind(), object.id(), object.name(), imageId, imageName, host, policy, rule
        }) {
            AuditText.requireClean(text);
        }
        AuditText.requireClean(details);
        if (outcome == Outcome.FAILURE && reason.isBlank()) {
            throw new IllegalArgumentException("a failure has a reason: " + type.word());
        }
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /// Starts an event of this type that happened at this time; see [AuditEventBuilder].
    public static AuditEventBuilder of(EventType type, Instant time) {
        return new AuditEventBuilder(type, time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static void requireMillis(Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("a time is given to the millisecond, not " + instant);
        }
    }
}
