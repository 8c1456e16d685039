package io.plimsoll.enforcer.events;

import io.plimsoll.api.enforcer.v1.Event;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// An event as it is spooled and sent: bounded, free of control characters, and without secrets.
public final class EventMessage {
    private static final int MOST_DETAILS = 32;
    private static final int LONGEST_DETAIL = 1024;
    private static final int LONGEST_TEXT = 2048;

    private EventMessage() {}

    public static Event of(HostEvent event, long sequence, Instant at) {
        Event.Builder message = Event.newBuilder()
                .setSequence(sequence)
                .setAtMillis(at.toEpochMilli())
                .setType(event.type().word())
                .setOutcome(event.succeeded() ? "success" : "failure")
                .setActor(text(event.actor()))
                .setSource(text(event.source()))
                .setObjectKind(event.subject().kind())
                .setObjectId(text(event.subject().id()))
                .setObjectName(text(event.subject().name()))
                .setImageId(event.imageId())
                .setImageName(text(event.imageName()))
                .setPolicy(text(event.policy()))
                .setRule(text(event.rule()))
                .setReason(text(event.reason()));
        details(event.details()).forEach(message::putDetails);
        return message.build();
    }

    private static Map<String, String> details(Map<String, String> details) {
        Map<String, String> bounded = new TreeMap<>();
        details.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_DETAILS)
                .forEach(d -> bounded.put(CleanText.of(d.getKey(), 64), detail(d.getValue())));
        return bounded;
    }

    private static String detail(String text) {
        return CleanText.of(Redaction.redact(text), LONGEST_DETAIL);
    }

    private static String text(String text) {
        return CleanText.of(Redaction.redact(text), LONGEST_TEXT);
    }
}
