package io.plimsoll.enforcer.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final SpoolLimits SMALL_FILES = new SpoolLimits(1 << 20, 512, 8192);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path parent;

    private final Failures failures = new Failures();

    private Path folder() {
        return parent.resolve("spool");
    }

    private Spool open(SpoolLimits limits) {
        return Spool.open(folder(), limits, failures, InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")));
    }

    private static HostEvent event(int number) {
        return HostEvent.of(EventType.CONTAINER_START, Subject.container("c" + number, "web"))
                .with("number", number);
    }

    private static void record(Spool spool, int from, int to) {
        for (int number = from; number <= to; number++) {
            assertThat(spool.record(event(number)).awaitWritten(LONG)).isTrue();
        }
    }

    private static void acknowledge(Spool spool, long sequence) {
        awaitDurable(spool, sequence);
        spool.acknowledge(sequence);
    }

    private static List<Long> sequences(List<Event> events) {
        return events.stream().map(Event::getSequence).toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Event> all(Spool spool) {
        try (SpoolReader reader = spool.reader()) {
            List<Event> events = new ArrayList<>();
            for (List<Event> next = reader.read(7, 1 << 20); !next.isEmpty(); next = reader.read(7, 1 << 20)) {
                events.addAll(next);
            }
            return events;
        }
    }

    @Test
    void isEmptyAtFirst() {
        try (Spool spool = open(SMALL_FILES)) {
            assertThat(all(spool)).isEmpty();
            assertThat(spool.durable()).isZero();
            assertThat(spool.lost()).isZero();
        }
    }

    @Test
    void keepsEventsInOrderOverRestarts() {
        UUID id;
        try (Spool spool = open(SMALL_FILES)) {
            id = spool.id();
            record(spool, 1, 50);
        }
        try (Spool spool = open(SMALL_FILES)) {
            assertThat(spool.id()).isEqualTo(id);
            record(spool, 51, 60);
            awaitDurable(spool, 60);
            List<Event> events = all(spool);
            assertThat(sequences(events)).isEqualTo(range(1, 60));
            assertThat(events.get(54).getDetailsMap()).containsEntry("number", "55");
        }
    }

    private static void awaitDurable(Spool spool, long sequence) {
        for (long deadline = System.nanoTime() + LONG.toNanos(); spool.durable() < sequence; ) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void goesOnBehindWhatTheCenterHas() {
        try (Spool spool = open(SMALL_FILES)) {
            record(spool, 1, 40);
            awaitDurable(spool, 40);
            try (SpoolReader reader = spool.reader()) {
                reader.read(10, 1 << 20);
                reader.continueAfter(33);
                assertThat(sequences(reader.read(100, 1 << 20))).isEqualTo(range(34, 40));
                reader.continueAfter(0);
                assertThat(sequences(reader.read(3, 1 << 20))).isEqualTo(range(1, 3));
            }
            acknowledge(spool, 33);
        }
        try (Spool spool = open(SMALL_FILES)) {
            assertThat(sequences(all(spool))).isEqualTo(range(34, 40));
        }
    }

    @Test
    void freesOnlyWhatIsAcknowledgedAndNeverGivesANumberTwice() throws IOException {
        try (Spool spool = open(SMALL_FILES)) {
            record(spool, 1, 100);
            acknowledge(spool, 100);
        }
        assertThat(Segments.paths(folder())).hasSize(1);
        try (Spool spool = open(SMALL_FILES)) {
            assertThat(all(spool)).isEmpty();
            record(spool, 101, 101);
            awaitDurable(spool, 101);
            assertThat(sequences(all(spool))).containsExactly(101L);
        }
    }

    @Test
    void survivesAKillAtEveryByteOfTheLastRecord() throws IOException {
        try (Spool spool = open(SpoolLimits.USUAL)) {
            record(spool, 1, 3);
        }
        Path segment = Segments.paths(folder()).getFirst();
        byte[] whole = Files.readAllBytes(segment);
        int lastRecord = whole.length / 3;
        for (int cut = whole.length - lastRecord; cut < whole.length; cut++) {
            Files.write(segment, java.util.Arrays.copyOf(whole, cut));
            try (Spool spool = open(SpoolLimits.USUAL)) {
                assertThat(sequences(all(spool))).as("cut at %d", cut).containsExactly(1L, 2L);
                record(spool, 3, 3);
                awaitDurable(spool, 3);
                assertThat(sequences(all(spool))).containsExactly(1L, 2L, 3L);
            }
        }
        assertThat(failures.count(Failure.SPOOL_DAMAGED)).isZero();
    }

    @Test
    void countsWhatDoesNotFitAndSaysSoOnceThereIsRoom() {
        SpoolLimits tiny = new SpoolLimits(2048, 512, 8192);
        try (Spool spool = open(tiny)) {
            int kept = 0;
            while (spool.record(event(kept + 1)).awaitWritten(LONG)) {
                kept++;
            }
            assertThat(spool.record(event(0)).awaitWritten(LONG)).isFalse();
            assertThat(spool.lost()).isEqualTo(2);
            assertThat(failures.count(Failure.SPOOL_FULL)).isGreaterThanOrEqualTo(2);
            assertThat(sequences(all(spool))).isEqualTo(range(1, kept));

            acknowledge(spool, kept);
            while (!spool.record(event(kept + 1)).awaitWritten(LONG)) {
                Thread.onSpinWait();
            }
            long lost = spool.lost();
            awaitDurable(spool, kept + 2);
            List<Event> events = all(spool);
            assertThat(events.getFirst().getType()).isEqualTo("enforcer.events-lost");
            assertThat(events.getFirst().getDetailsMap()).containsEntry("count", Long.toString(lost));
            assertThat(sequences(events)).isEqualTo(range(kept + 1, kept + 2));
            assertThat(spool.lost()).isEqualTo(lost);
        }
        try (Spool spool = open(tiny)) {
            assertThat(spool.lost()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void startsAnewWhenAHoleShowsThatTheDiskIsDamaged() throws IOException {
        UUID damaged;
        try (Spool spool = open(SMALL_FILES)) {
            damaged = spool.id();
            record(spool, 1, 50);
            acknowledge(spool, 10);
        }
        List<Path> segments = Segments.paths(folder());
        Path inTheMiddle = segments.get(segments.size() / 2);
        byte[] bytes = Files.readAllBytes(inTheMiddle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(inTheMiddle, bytes);

        try (Spool spool = open(SMALL_FILES)) {
            assertThat(spool.id()).isNotEqualTo(damaged);
            assertThat(failures.count(Failure.SPOOL_DAMAGED)).isEqualTo(1);
            List<Event> events = all(spool);
            assertThat(sequences(events)).isEqualTo(range(1, events.size()));
            List<Integer> numbers = events.stream()
                    .map(e -> Integer.parseInt(e.getDetailsOrThrow("number")))
                    .toList();
            assertThat(numbers).startsWith(11).contains(50).hasSizeLessThan(40);
            assertThat(numbers).isSorted();
        }
    }

    @Test
    void startsAnewWithoutARecordThatIsNoEvent() throws IOException {
        try (Spool spool = open(SpoolLimits.USUAL)) {
            record(spool, 1, 2);
        }
        Path segment = Segments.paths(folder()).getFirst();
        Files.write(segment, SpoolTarget.record(new byte[] {'?'}), StandardOpenOption.APPEND);
        Files.delete(folder().resolve("id"));
        try (Spool spool = open(SpoolLimits.USUAL)) {
            assertThat(failures.count(Failure.SPOOL_DAMAGED)).isEqualTo(1);
            assertThat(sequences(all(spool))).containsExactly(1L, 2L);
        }
    }

    @Test
    void startsAnewWhenDeliveredEventsAreGone() throws IOException {
        UUID before;
        try (Spool spool = open(SpoolLimits.USUAL)) {
            before = spool.id();
            record(spool, 1, 3);
            acknowledge(spool, 3);
        }
        Files.write(Segments.paths(folder()).getFirst(), new byte[0]);
        try (Spool spool = open(SpoolLimits.USUAL)) {
            assertThat(spool.id()).isNotEqualTo(before);
        }
    }

    @Test
    void numbersEventsOfManyThreadsWithoutGap() throws InterruptedException {
        try (Spool spool = open(SMALL_FILES)) {
            List<Thread> threads = IntStream.range(0, 8)
                    .mapToObj(t -> Thread.ofVirtual().start(() -> record(spool, t * 100, t * 100 + 99)))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            awaitDurable(spool, 800);
            List<Event> events = all(spool);
            assertThat(sequences(events)).isEqualTo(range(1, 800));
            List<String> numbers = new ArrayList<>(
                    events.stream().map(e -> e.getDetailsOrThrow("number")).toList());
            Collections.sort(numbers);
            assertThat(numbers).doesNotHaveDuplicates().hasSize(800);
        }
    }
}
