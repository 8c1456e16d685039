package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditObject;
import io.plimsoll.audittrail.ChainLine;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event as the REST contract shows it: `AuditEvent`. Empty texts are absent.
public record AuditEventView(
        long sequence,
        String type,
        Instant time,
        Instant receivedAt,
        String outcome,
        String actor,
        String source,
        @Nullable String host,
        AuditObject object,
        @Nullable String imageId,
        @Nullable String imageName,
        @Nullable String policy,
        @Nullable String rule,
        @Nullable String reason,
        @Nullable Map<String, String> details,
        String hash) {
    public static AuditEventView of(ChainLine line) {
        return new AuditEventView(
                line.sequence(),
                line.type(),
                line.time(),
                line.receivedAt(),
                line.outcome(),
                line.actor(),
                line.source(),
                orAbsent(line.host()),
                line.object(),
                orAbsent(line.imageId()),
                orAbsent(line.imageName()),
                orAbsent(line.policy()),
                orAbsent(line.rule()),
                orAbsent(line.reason()),
                line.details().isEmpty() ? null : line.details(),
                line.hash());
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }
}
