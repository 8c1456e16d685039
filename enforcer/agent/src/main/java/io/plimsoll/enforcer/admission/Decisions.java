package io.plimsoll.enforcer.admission;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.Violation;
import java.time.Duration;
import java.util.List;

/// Writes decisions about starts down, before their answer goes out.
final class Decisions {
    /// A disk that takes longer does not hold up starts.
    private static final Duration LONGEST = Duration.ofMillis(250);

    private final Journal journal;
    private final Failures failures;
    private final String source;

    /// @param source where the engine is spoken to, such as `unix:/run/docker.sock`
    Decisions(Journal journal, Failures failures, String source) {
        this.journal = journal;
        this.failures = failures;
        this.source = source;
    }

    void refused(Consideration start, Violation violation) {
        write(event(EventType.CONTAINER_START_REFUSED, start)
                .failed(violation)
                .with("violations", start.judgement().violations().size()));
    }

    /// Nobody could judge, and the direction is to refuse.
    void undecided(String containerId, String reason) {
        write(HostEvent.of(EventType.CONTAINER_START_REFUSED, Subject.container(containerId, ""))
                .by(HostEvent.ENGINE_CALLER, source)
                .failed(reason));
    }

    void gateFailed(Consideration start, Violation violation) {
        write(event(EventType.CONTAINER_GATE_FAILED, start)
                .by(HostEvent.ENFORCER, "host")
                .failed(violation));
    }

    /// @param gate how strict it is, or why there is none
    /// @param powerful whether the container has rights with which it can undo what protects it
    void started(Consideration start, String gate, boolean powerful) {
        HostEvent event = switch (start.judgement()) {
            case Judgement.WouldRefuse(List<Violation> violations) ->
                event(EventType.CONTAINER_START_WOULD_REFUSE, start)
                        .because(violations.getFirst())
                        .with("violations", violations.size());
            default -> event(EventType.CONTAINER_START, start);
        };
        write(powerful ? event.with("gate", gate).with("powerful", true) : event.with("gate", gate));
    }

    private HostEvent event(EventType type, Consideration start) {
        HostEvent event = HostEvent.of(type, start.container())
                .by(HostEvent.ENGINE_CALLER, source)
                .image(start.imageId(), start.imageName());
        return start.note().isEmpty() ? event : event.with("note", start.note());
    }

    private void write(HostEvent event) {
        if (!journal.record(event).awaitWritten(LONGEST)) {
            failures.note(
                    Failure.SPOOL_SLOW,
                    event.type().word() + " of " + event.subject().id());
        }
    }
}
