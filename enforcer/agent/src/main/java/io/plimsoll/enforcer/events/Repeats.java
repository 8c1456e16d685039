package io.plimsoll.enforcer.events;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// Keeps what happens over and over from flooding the audit trail: the first of a kind is recorded at once, its
/// repeats are counted and recorded together when the window is over. A source that invents ever new kinds has
/// only so many of them recorded by themselves; the rest is counted. Nothing is dropped without a number.
/// Belongs to one thread.
public final class Repeats {
    /// A repeat of the same event carries this detail.
    static final String REPEATED = "repeated";

    private final Journal journal;
    private final Duration window;
    private final int mostKinds;
    private final Map<String, Source> sources = new HashMap<>();

    /// @param window how long repeats are counted together
    /// @param mostKinds of one source that are recorded by themselves within a window
    public Repeats(Journal journal, Duration window, int mostKinds) {
        this.journal = journal;
        this.window = window;
        this.mostKinds = mostKinds;
    }

    /// Records an event, or counts it.
    ///
    /// @param source who causes it, such as a container's id
    /// @param kind what makes two events of a source the same
    public void record(String source, String kind, HostEvent event, Instant now) {
        sources.computeIfAbsent(source, _ -> new Source(now)).record(kind, event);
    }

    /// Records what was counted in the windows that are over. To be called every few seconds.
    public void flush(Instant now) {
        for (Iterator<Source> each = sources.values().iterator(); each.hasNext(); ) {
            Source source = each.next();
            if (!source.since.plus(window).isAfter(now)) {
                source.tell();
                each.remove();
            }
        }
    }

    /// Records everything that was counted, whatever the time.
    public void flushAll() {
        sources.values().forEach(Source::tell);
        sources.clear();
    }

    private record Counted(HostEvent first, long more) {}

    private final class Source {
        private final Instant since;
        private final Map<String, Counted> kinds = new HashMap<>();
        private long others;
        private HostEvent lastOther = HostEvent.of(io.plimsoll.audittrail.EventType.ENGINE_OTHER, Subject.host());

        Source(Instant since) {
            this.since = since;
        }

        void record(String kind, HostEvent event) {
            Counted known = kinds.get(kind);
            if (known != null) {
                kinds.put(kind, new Counted(known.first(), known.more() + 1));
            } else if (kinds.size() < mostKinds) {
                kinds.put(kind, new Counted(event, 0));
                journal.record(event);
            } else {
                others++;
                lastOther = event;
            }
        }

        void tell() {
            kinds.values().stream()
                    .filter(c -> c.more() > 0)
                    .forEach(c -> journal.record(c.first().with(REPEATED, c.more())));
            if (others > 0) {
                journal.record(lastOther.with("others", others));
            }
        }
    }
}
