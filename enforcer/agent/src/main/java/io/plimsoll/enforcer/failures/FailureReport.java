package io.plimsoll.enforcer.failures;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Turns counted failures into events and lines for the operator: the first of a kind at once, more of them together,
/// at most once a minute. Belongs to one thread, which calls [#tell] about every second.
public final class FailureReport {
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private record Told(long count, Instant at) {}

    private final Failures failures;
    private final Journal journal;
    private final Consumer<String> operator;
    private final Map<Failure, Told> told = new EnumMap<>(Failure.class);

    /// @param operator takes one line
    public FailureReport(Failures failures, Journal journal, Consumer<String> operator) {
        this.failures = failures;
        this.journal = journal;
        this.operator = operator;
    }

    public void tell(Instant now) {
        for (Failure failure : Failure.values()) {
            Told before = told.getOrDefault(failure, new Told(0, Instant.MIN));
            long count = failures.count(failure);
            if (count > before.count() && !now.minus(BETWEEN).isBefore(before.at())) {
                told.put(failure, new Told(count, now));
                tell(failure, count - before.count());
            }
        }
    }

    private void tell(Failure failure, long times) {
        String what = failure.sentence() + ": " + failures.lastDetail(failure);
        operator.accept(what + (times == 1 ? "" : " (" + times + " times)"));
        journal.record(HostEvent.of(EventType.ENFORCER_DEGRADED, Subject.enforcer())
                .failed(what)
                .with("failure", failure.word())
                .with("direction", failure.direction().name().toLowerCase(Locale.ROOT))
                .with("count", times));
    }
}
