package io.plimsoll.enforcer.spool;

import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.EventMessage;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The events of this host on its disk. [#record] only hands over; one writer thread gives the numbers, writes, and
/// forces what came together in one go. An event that is acknowledged by the Center frees its room.
///
/// On disk: `id` (the spool's UUID), `acknowledged`, `lost` (both a number), and the segments.
public final class Spool implements Journal, AutoCloseable {
    private static final int BATCH = 512;
    private static final int BATCHES_UNTIL_TIDY = 32;
    private static final Waiting WAKE_UP =
            new Waiting(HostEvent.of(EventType.ENFORCER_STOPPED, Subject.enforcer()), Instant.EPOCH);

    private final Path folder;
    private final UUID id;
    private final SpoolLimits limits;
    private final Segments segments;
    private final NumberFile acknowledgedFile;
    private final NumberFile lostFile;
    private final Failures failures;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> waiting;
    private final AtomicLong newlyLost = new AtomicLong();
    private final AtomicLong acknowledged;
    private final Thread writer;
    private final AtomicLong lost;
    private volatile long durable;
    private volatile Runnable whenMore = () -> {};
    private volatile boolean closing;

    Spool(
            Path folder,
            UUID id,
            SpoolLimits limits,
            Segments segments,
            NumberFile acknowledgedFile,
            Failures failures,
            InstantSource clock) {
        this.folder = folder;
        this.id = id;
        this.limits = limits;
        this.segments = segments;
        this.acknowledgedFile = acknowledgedFile;
        this.lostFile = new NumberFile(folder.resolve("lost"));
        this.failures = failures;
        this.clock = clock;
        this.waiting = new ArrayBlockingQueue<>(limits.waiting());
        this.acknowledged = new AtomicLong(acknowledgedFile.read());
        this.lost = new AtomicLong(lostFile.read());
        this.durable = segments.last();
        this.writer = Thread.ofPlatform().name("spool").daemon().unstarted(this::write);
    }

    /// Opens the spool in this folder, and makes it if there is none.
    ///
    /// @throws UncheckedIOException if the folder cannot be used
    public static Spool open(Path folder, SpoolLimits limits, Failures failures, InstantSource clock) {
        Spool spool = SpoolFolder.open(folder, limits, failures, clock);
        spool.writer.start();
        return spool;
    }

    /// Sequences count within this id.
    public UUID id() {
        return id;
    }

    /// Number of the newest event that is safe on the disk; 0 if there is none.
    public long durable() {
        return durable;
    }

    /// Events that could not be kept, since the spool began.
    public long lost() {
        return lost.get() + newlyLost.get();
    }

    /// Calls this, on the writer's thread, each time there is more to read.
    public void whenMore(Runnable action) {
        whenMore = action;
    }

    /// Reads what the Center does not have yet.
    public SpoolReader reader() {
        return new SpoolReader(folder, () -> durable, acknowledged.get() + 1);
    }

    /// Hands over every event that is on the disk, delivered ones too as far as they were not removed.
    public void forEachKept(Consumer<Event> reading) {
        try {
            SpoolFolder.forEach(folder, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Number of the newest event that the Center has; 0 if it has none.
    public long acknowledged() {
        return acknowledged.get();
    }

    /// The Center has this event and all before it.
    public void acknowledge(long sequence) {
        if (sequence <= durable) {
            acknowledged.accumulateAndGet(sequence, Math::max);
        }
    }

    @Override
    public Entry record(HostEvent event) {
        Waiting entry = new Waiting(event, clock.instant());
        if (closing || !waiting.offer(entry)) {
            loseOne(entry);
        }
        return entry;
    }

    /// Adds events of another spool under new numbers, before the writer starts.
    void takeOver(List<Event> events) throws IOException {
        for (Event event : events) {
            segments.append(List.of(
                    event.toBuilder().setSequence(segments.last() + 1).build().toByteArray()));
        }
        segments.force();
        durable = segments.last();
    }

    private void loseOne(Waiting entry) {
        newlyLost.incrementAndGet();
        failures.note(Failure.SPOOL_FULL, "more than " + limits.waiting() + " events wait to be written");
        entry.lost();
    }

    private void write() {
        try {
            for (int batches = 1; !closing || !waiting.isEmpty(); batches++) {
                Waiting next = waiting.poll(closing ? 0 : 500, TimeUnit.MILLISECONDS);
                if (next != null && next != WAKE_UP) {
                    writeBatch(next);
                }
                if (next == null || batches % BATCHES_UNTIL_TIDY == 0) {
                    tidy();
                }
            }
            tidy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeBatch(Waiting next) {
        List<Waiting> batch = new ArrayList<>(List.of(next));
        waiting.drainTo(batch, BATCH - 1);
        batch.remove(WAKE_UP);
        long lostBefore = newlyLost.get();
        if (lostBefore > 0) {
            batch.addFirst(lossEvent(lostBefore));
        }
        if (!append(batch)) {
            newlyLost.addAndGet(batch.size() - (lostBefore > 0 ? 1 : 0));
            batch.forEach(Waiting::lost);
            return;
        }
        newlyLost.addAndGet(-lostBefore);
        lost.addAndGet(lostBefore);
        batch.forEach(Waiting::written);
        force();
        durable = segments.last();
        whenMore.run();
    }

    private Waiting lossEvent(long count) {
        return new Waiting(
                HostEvent.of(EventType.ENFORCER_EVENTS_LOST, Subject.enforcer())
                        .failed(count + " events could not be kept on this host's disk")
                        .with("count", count),
                clock.instant());
    }

    private boolean append(List<Waiting> batch) {
        if (segments.bytes() >= limits.bytes()) {
            failures.note(
                    Failure.SPOOL_FULL,
                    "the Center has not taken the last " + (segments.last() - acknowledged.get()) + " events, and "
                            + limits.bytes() + " bytes are all that the spool may have");
            return false;
        }
        try {
            segments.append(numbered(batch));
            return true;
        } catch (IOException e) {
            failures.note(Failure.SPOOL_FULL, folder + ": " + e.getMessage());
            return false;
        }
    }

    private List<byte[]> numbered(List<Waiting> batch) {
        List<byte[]> payloads = new ArrayList<>(batch.size());
        long sequence = segments.last();
        for (Waiting entry : batch) {
            payloads.add(EventMessage.of(entry.event(), ++sequence, entry.at()).toByteArray());
        }
        return payloads;
    }

    /// What could not be forced may still be read and sent: the Center is then the safer place. The file is left alone,
    /// because a second try would succeed without having written anything (fsync(2), "NOTES").
    private void force() {
        try {
            segments.force();
        } catch (IOException e) {
            failures.note(Failure.SPOOL_NOT_FORCED, folder + ": " + e.getMessage());
        }
    }

    private void tidy() {
        try {
            long to = acknowledged.get();
            if (to > acknowledgedFile.read()) {
                acknowledgedFile.write(to);
                segments.free(to);
            }
            if (lost.get() != lostFile.read()) {
                lostFile.write(lost.get());
            }
        } catch (IOException | UncheckedIOException e) {
            failures.note(Failure.SPOOL_FULL, folder + ": " + e.getMessage());
        }
    }

    /// Writes what waits, then ends.
    @Override
    public void close() {
        closing = true;
        // A full queue needs no wake-up: the writer is busy with it.
        var _ = waiting.offer(WAKE_UP);
        try {
            writer.join();
            segments.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
