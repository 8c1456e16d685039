package io.plimsoll.center.enforcers;

import com.google.protobuf.InvalidProtocolBufferException;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.server.database.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A hostile message of an Enforcer, or one about a hostile image. What is no message is refused by gRPC with an
/// [InvalidProtocolBufferException]; all others become reports that PostgreSQL can keep: without NUL (chapter 8.3), and
/// sound UTF-8.
public final class ReportsTarget {
    private ReportsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FromEnforcer message;
        try {
            message = FromEnforcer.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        Object report = switch (message.getMessageCase()) {
            case HOST -> Reports.host(message.getHost());
            case IMAGES -> Reports.images(message.getImages());
            case CONTAINERS ->
                List.of(Reports.networks(message.getContainers()), Reports.containers(message.getContainers()));
            case HELLO, EVENTS, HEARTBEAT, CHECKPOINT_KEPT, MESSAGE_NOT_SET -> "";
        };
        String text = Json.of(report).text();
        if (text.contains("\\u0000") || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalStateException("PostgreSQL cannot keep " + text);
        }
    }
}
