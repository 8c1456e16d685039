package io.plimsoll.enforcer.engine;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.engine.ContainerSummary;
import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineEvent;
import io.plimsoll.engine.EngineException;
import io.plimsoll.engine.EngineInfo;
import io.plimsoll.engine.EventStream;
import io.plimsoll.engine.ImageSummary;
import io.plimsoll.engine.NetworkSummary;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches the engine: what it has, and what happens in it. One thread listens to its events, another reads its lists
/// again after them, and once a minute. Others see immutable values.
///
/// On disk: `engine.json`, which engine it is, and `engine-events`, up to when its events were seen.
public final class EngineWatch implements AutoCloseable {
    private static final Duration UNREACHABLE_FOR = Duration.ofSeconds(30);
    private static final long READ_EVERY_SECONDS = 60;
    private static final long SETTLE_MILLIS = 300;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final Engine engine;
    private final WholeFile identityFile;
    private final EventCursor cursor;
    private final EngineAudit audit;
    private final Failures failures;
    private final InstantSource clock;
    private final Semaphore changed = new Semaphore(0);
    private final List<Consumer<EngineState>> followers = new CopyOnWriteArrayList<>();
    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Thread listening =
            Thread.ofPlatform().name("engine-events").daemon().unstarted(this::listen);
    private final Thread reading =
            Thread.ofPlatform().name("engine-lists").daemon().unstarted(this::readLists);
    private volatile EngineState state = EngineState.unknown();
    private volatile Optional<EngineFiles> files;
    private volatile @Nullable EventStream stream;
    private volatile boolean closed;

    /// @param lastSeen time of the newest event of the engine that the journal is known to hold
    public EngineWatch(
            Engine engine,
            Path folder,
            Instant lastSeen,
            OwnExports ownExports,
            Journal journal,
            Failures failures,
            InstantSource clock) {
        this.engine = engine;
        this.identityFile = new WholeFile(folder.resolve("engine.json"), 64 * 1024);
        this.cursor = new EventCursor(folder.resolve("engine-events"), lastSeen);
        this.audit = new EngineAudit(journal, ownExports, "unix:" + engine.socket());
        this.failures = failures;
        this.clock = clock;
        this.files = EngineIdentity.read(identityFile).map(EngineIdentity::files);
    }

    public void start() {
        listening.start();
        reading.start();
    }

    public EngineState state() {
        return state;
    }

    /// The engine's own files; absent until it has been seen for the first time.
    public Optional<EngineFiles> files() {
        return files;
    }

    /// Calls this after each reading of the lists, and when the engine falls silent.
    public void follow(Consumer<EngineState> follower) {
        followers.add(follower);
    }

    /// Calls this with each event, as it comes.
    public void hear(Consumer<EngineEvent> listener) {
        listeners.add(listener);
    }

    private void listen() {
        long pause = FIRST_PAUSE_MILLIS;
        Instant silentSince = clock.instant();
        boolean told = false;
        while (!closed) {
            try (EventStream events = engine.events(cursor.next())) {
                stream = events;
                changed.release();
                pause = FIRST_PAUSE_MILLIS;
                told = false;
                hearAll(events);
                silentSince = clock.instant();
            } catch (EngineException e) {
                if (!told && silentSince.plus(UNREACHABLE_FOR).isBefore(clock.instant())) {
                    told = true;
                    failures.note(Failure.ENGINE_UNREACHABLE, String.valueOf(e.getMessage()));
                }
            }
            fallSilent();
            pause = pause(pause);
        }
    }

    private void hearAll(EventStream events) {
        Optional<EngineEvent> next = events.next();
        while (next.isPresent() && !closed) {
            EngineEvent event = next.get();
            if (cursor.isNew(event)) {
                audit.record(event, clock.instant());
                cursor.seen(event);
                listeners.forEach(l -> l.accept(event));
                changed.release();
            }
            audit.flush(clock.instant());
            next = events.next();
        }
    }

    private void fallSilent() {
        stream = null;
        state = state.silent();
        followers.forEach(f -> f.accept(state));
    }

    private long pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        return Math.min(millis * 2, LONGEST_PAUSE_MILLIS);
    }

    private void readLists() {
        while (!closed) {
            try {
                boolean event = changed.tryAcquire(READ_EVERY_SECONDS, TimeUnit.SECONDS);
                if (event && state.answers()) {
                    Thread.sleep(SETTLE_MILLIS);
                }
                changed.drainPermits();
                if (stream != null) {
                    read();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void read() {
        try {
            EngineInfo info = engine.info();
            remember(EngineIdentity.of(info));
            List<ImageSummary> images = engine.images(false);
            List<ContainerSummary> containers = engine.containers(true);
            EngineState read = new EngineState(true, Optional.of(info), images, networks(), containers);
            state = read;
            followers.forEach(f -> f.accept(read));
        } catch (EngineException e) {
            // The engine is going down or coming up: the event stream tells when it is back.
            changed.release(e.retryMayHelp() && stream != null ? 1 : 0);
        }
    }

    /// Nothing is decided by networks, so images and containers do not wait for an engine that keeps them to itself.
    private List<NetworkSummary> networks() {
        try {
            return engine.networks();
        } catch (EngineException e) {
            failures.note(Failure.NETWORKS_NOT_LISTED, String.valueOf(e.getMessage()));
            return state.networks();
        }
    }

    private void remember(EngineIdentity identity) {
        if (files.isEmpty() || !EngineIdentity.read(identityFile).equals(Optional.of(identity))) {
            files = Optional.of(identity.files());
            try {
                identity.write(identityFile);
            } catch (UncheckedIOException e) {
                failures.note(Failure.FACTS_NOT_KEPT, String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        EventStream open = stream;
        if (open != null) {
            open.close();
        }
        listening.interrupt();
        reading.interrupt();
        cursor.keep();
    }
}
