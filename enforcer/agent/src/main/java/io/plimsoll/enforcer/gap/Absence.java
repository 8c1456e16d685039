package io.plimsoll.enforcer.gap;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.keeper.KeeperCounters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Knows when an Enforcer lived last, and tells the gap since. Belongs to one thread.
///
/// On disk: `alive`, with `<time> running` or `<time> stopped`.
public final class Absence {
    private static final Duration MARK_EVERY = Duration.ofSeconds(5);

    private record Mark(Instant at, boolean stopped) {}

    private final WholeFile file;
    private final Journal journal;
    private final Optional<Mark> last;
    private Instant marked = Instant.MIN;

    public Absence(Path dataFolder, Journal journal) {
        this.file = new WholeFile(dataFolder.resolve("alive"), 128);
        this.journal = journal;
        this.last = file.read().flatMap(Absence::parse);
    }

    private static Optional<Mark> parse(byte[] bytes) {
        String[] words = new String(bytes, StandardCharsets.US_ASCII).strip().split(" ");
        try {
            return words.length == 2
                    ? Optional.of(new Mark(Instant.parse(words[0]), words[1].equals("stopped")))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Tells that no Enforcer decided from the last mark until now, unless this is the first start ever.
    ///
    /// @param keeper what the keeper did meanwhile
    public void tell(Instant now, KeeperCounters keeper) {
        last.ifPresent(mark -> journal.record(gap(mark.at(), now, keeper)
                .because(
                        mark.stopped()
                                ? "the Enforcer had been stopped, and the host was not governed"
                                : "the Enforcer had ended without having been stopped")));
    }

    /// Tells that the keeper answered although this Enforcer ran: it was silent for too long.
    public void tellSilence(Instant now, KeeperCounters keeper) {
        journal.record(gap(marked.equals(Instant.MIN) ? now : marked, now, keeper)
                .because("the Enforcer did not answer in time, and the keeper answered in its place"));
    }

    private static HostEvent gap(Instant from, Instant to, KeeperCounters keeper) {
        return HostEvent.of(EventType.ENFORCER_GAP, Subject.enforcer())
                .with("from", from)
                .with("to", to)
                .with("seconds", Duration.between(from, to).toSeconds())
                .with("keeper-denied", keeper.denied() + keeper.rescued())
                .with("keeper-allowed", keeper.allowed())
                .with("keeper-overflows", keeper.overflows());
    }

    /// An Enforcer lives now. To be called about every second.
    public void mark(Instant now) {
        if (marked.equals(Instant.MIN) || !marked.plus(MARK_EVERY).isAfter(now)) {
            write(now, "running");
            marked = now;
        }
    }

    /// It ends in order.
    public void markStopped(Instant now) {
        write(now, "stopped");
    }

    private void write(Instant now, String word) {
        file.write((now + " " + word + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
