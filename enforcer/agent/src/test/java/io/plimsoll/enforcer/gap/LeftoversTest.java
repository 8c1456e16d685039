package io.plimsoll.enforcer.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.fakes.ListJournal;
import io.plimsoll.enforcer.keeper.KeeperCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private final ListJournal journal = new ListJournal();

    private Leftovers leftovers(Journal to) throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("data/enforcer"));
        return new Leftovers(
                folder.resolve("run"), folder.resolve("data/enforcer"), to, new Failures(), "unix:/run/docker.sock");
    }

    @Test
    void findsNothingOnAHostThatWasNeverAlone() throws IOException {
        leftovers(journal).tell();
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void tellsStartsThatNobodyJudged() throws IOException {
        Leftovers leftovers = leftovers(journal);
        Path file = folder.resolve("run/ungoverned-starts");
        Files.writeString(file, """
                {"time":"2026-11-23T09:00:00.123Z","command":"create","id":"abc","bundle":"/b","cause":"it is away"}
                {"time":"2026-
                """);
        leftovers.tell();
        leftovers.tell();
        assertThat(journal.types())
                .containsExactly(EventType.CONTAINER_START_UNGOVERNED, EventType.CONTAINER_START_UNGOVERNED);
        HostEvent first = journal.events().getFirst();
        assertThat(first.subject().id()).isEqualTo("abc");
        assertThat(first.details()).containsEntry("started-at", "2026-11-23T09:00:00.123Z");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void tellsRescuesOfTheLaunchersFolder() throws IOException {
        Leftovers leftovers = leftovers(journal);
        Files.writeString(folder.resolve("data/rescue.log"), "2026-11-23T09:00:00Z rescue by alice\n");
        leftovers.tell();
        assertThat(journal.only().type()).isEqualTo(EventType.HOST_RESCUED);
        assertThat(journal.only().actor()).isEqualTo("alice");
    }

    @Test
    void comesAgainWithWhatCouldNotBeKept() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run/ungoverned-starts"), "{\"id\":\"abc\"}\n");
        leftovers(event -> longest -> false).tell();
        assertThat(journal.events()).isEmpty();
        leftovers(journal).tell();
        assertThat(journal.only().subject().id()).isEqualTo("abc");
    }

    @Test
    void tellsNoGapAtTheFirstStart() {
        Absence absence = new Absence(folder, journal);
        absence.tell(NOW, KeeperCounters.ZERO);
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void tellsTheGapSinceTheLastSignOfLife() {
        new Absence(folder, journal).mark(NOW.minusSeconds(90));
        new Absence(folder, journal).tell(NOW, new KeeperCounters(1, 1, 0, 4, 0));
        assertThat(journal.only().type()).isEqualTo(EventType.ENFORCER_GAP);
        assertThat(journal.only().reason()).contains("ended without having been stopped");
        assertThat(journal.only().details())
                .containsEntry("from", NOW.minusSeconds(90).toString())
                .containsEntry("seconds", "90")
                .containsEntry("keeper-denied", "5");
    }

    @Test
    void tellsAStopAsAGapToo() {
        new Absence(folder, journal).markStopped(NOW.minusSeconds(90));
        new Absence(folder, journal).tell(NOW, KeeperCounters.ZERO);
        assertThat(journal.only().reason()).contains("had been stopped");
    }
}
