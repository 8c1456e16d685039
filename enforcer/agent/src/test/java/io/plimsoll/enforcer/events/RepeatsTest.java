package io.plimsoll.enforcer.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.fakes.ListJournal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final ListJournal journal = new ListJournal();
    private final Repeats repeats = new Repeats(journal, Duration.ofMinutes(1), 3);

    private void happens(String container, String path) {
        HostEvent event = HostEvent.of(EventType.EXEC_DENIED, Subject.container(container, ""))
                .failed("new file")
                .with("path", path);
        repeats.record(container, path, event, NOW);
    }

    @Test
    void saysNothingAboutNothing() {
        repeats.flush(NOW.plusSeconds(100));
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void recordsTheFirstAtOnceAndTheRestTogether() {
        for (int i = 0; i < 1000; i++) {
            happens("c1", "/tmp/a");
        }
        happens("c2", "/tmp/a");
        assertThat(journal.events()).hasSize(2);
        repeats.flush(NOW.plusSeconds(59));
        assertThat(journal.events()).hasSize(2);
        repeats.flush(NOW.plusSeconds(60));
        assertThat(journal.events()).hasSize(3);
        assertThat(journal.events().getLast().details())
                .containsEntry("repeated", "999")
                .containsEntry("path", "/tmp/a");
        repeats.flush(NOW.plusSeconds(600));
        assertThat(journal.events()).hasSize(3);
    }

    @Test
    void countsWhatAFloodInvents() {
        for (int i = 0; i < 1000; i++) {
            happens("c1", "/tmp/" + i);
        }
        assertThat(journal.events()).hasSize(3);
        repeats.flushAll();
        assertThat(journal.events()).hasSize(4);
        assertThat(journal.events().getLast().details()).containsEntry("others", "997");
    }
}
