package io.plimsoll.enforcer.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.audittrail.EventType;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void showsControlCharactersInsteadOfSendingThem() {
        HostEvent event = HostEvent.of(EventType.EXEC_DENIED, Subject.container("c", "web"))
                .failed("/tmp/a\n[31mforged\u202etxt")
                .with("path", "/tmp/\u0007");
        Event message = EventMessage.of(event, 7, NOW);
        assertThat(message.getReason()).isEqualTo("/tmp/a\\u000a[31mforged\\u202etxt");
        assertThat(message.getDetailsMap()).containsEntry("path", "/tmp/\\u0007");
        assertThat(message.getSequence()).isEqualTo(7);
        assertThat(message.getOutcome()).isEqualTo("failure");
    }

    @Test
    void boundsTexts() {
        HostEvent event = HostEvent.of(EventType.EXEC_DENIED, Subject.host()).failed("x".repeat(64 * 1024));
        for (int i : IntStream.range(0, 100).toArray()) {
            event = event.with("key" + i, "\n".repeat(5000));
        }
        Event message = EventMessage.of(event, 1, NOW);
        assertThat(message.getDetailsCount()).isEqualTo(32);
        assertThat(message.getDetailsMap().values()).allMatch(v -> v.length() <= 1024);
        assertThat(message.getReason()).hasSizeLessThanOrEqualTo(2048).endsWith("…");
    }
}
