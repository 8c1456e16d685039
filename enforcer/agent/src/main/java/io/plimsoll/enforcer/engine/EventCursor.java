package io.plimsoll.enforcer.engine;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.engine.EngineEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Up to where the engine's events were seen. The engine gives events of the last instant again, and so they
/// are known by their content. It is written to the disk at most once a second; what is newer is found in the
/// journal itself.
final class EventCursor {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final WholeFile file;
    private final Set<EngineEvent> ofThatInstant = new HashSet<>();
    private Instant last;
    private Instant kept;

    EventCursor(Path path, Instant lastInJournal) {
        file = new WholeFile(path, 64);
        kept = file.read().map(EventCursor::parse).orElse(Instant.EPOCH);
        last = kept.isAfter(lastInJournal) ? kept : lastInJournal;
    }

    /// From where to ask; absent if nothing was ever seen: then only what is new counts.
    synchronized Optional<Instant> next() {
        return last.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(last);
    }

    /// Whether it was not seen before. After a start, events of the very instant that was seen last count as seen.
    synchronized boolean isNew(EngineEvent event) {
        return event.at().isAfter(last)
                || (event.at().equals(last) && !ofThatInstant.isEmpty() && !ofThatInstant.contains(event));
    }

    synchronized void seen(EngineEvent event) {
        if (event.at().isAfter(last)) {
            ofThatInstant.clear();
            last = event.at();
        }
        ofThatInstant.add(event);
        if (kept.plus(BETWEEN).isBefore(last)) {
            keep();
        }
    }

    synchronized void keep() {
        if (!kept.equals(last)) {
            file.write(last.toString().getBytes(StandardCharsets.US_ASCII));
            kept = last;
        }
    }

    private static Instant parse(byte[] text) {
        try {
            return Instant.parse(new String(text, StandardCharsets.US_ASCII).strip());
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
