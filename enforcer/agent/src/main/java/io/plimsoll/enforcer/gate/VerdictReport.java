package io.plimsoll.enforcer.gate;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Repeats;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.kernel.ExecVerdict;
import io.plimsoll.enforcer.kernel.ExecVerdicts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Writes down what the gates refused, and what they would have. One thread reads the verdicts.
public final class VerdictReport implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int KINDS = 50;

    private final ExecVerdicts verdicts;
    private final Function<String, Optional<HeldGate>> gates;
    private final Repeats repeats;
    private final Failures failures;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("exec-verdicts").daemon().unstarted(this::run);
    private volatile boolean closed;
    private long lost;

    /// @param gates finds the gate of a container
    public VerdictReport(
            ExecVerdicts verdicts,
            Function<String, Optional<HeldGate>> gates,
            Journal journal,
            Failures failures,
            InstantSource clock) {
        this.verdicts = verdicts;
        this.gates = gates;
        this.repeats = new Repeats(journal, WINDOW, KINDS);
        this.failures = failures;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                readOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce() throws InterruptedException {
        try {
            verdicts.next(SECOND).ifPresent(this::take);
            repeats.flush(clock.instant());
            tellLost();
        } catch (RuntimeException e) {
            failures.note(Failure.VERDICTS_LOST, "unexpectedly: " + e);
        }
    }

    private void tellLost() {
        long now = verdicts.lost();
        if (now > lost) {
            failures.note(Failure.VERDICTS_LOST, now - lost + " verdicts");
            lost = now;
        }
    }

    void take(ExecVerdict verdict) {
        typeOf(verdict).ifPresent(type -> {
            String kind = verdict.decision() + " " + verdict.reason() + " " + verdict.path();
            repeats.record(verdict.containerId(), kind, event(type, verdict), clock.instant());
        });
    }

    private static Optional<EventType> typeOf(ExecVerdict verdict) {
        return switch (verdict.decision()) {
            case ALLOWED -> Optional.empty();
            case DENIED -> Optional.of(EventType.EXEC_DENIED);
            case WOULD_DENY -> Optional.of(EventType.EXEC_WOULD_DENY);
            case KILLED -> Optional.of(EventType.EXEC_KILLED);
        };
    }

    private HostEvent event(EventType type, ExecVerdict verdict) {
        Optional<HeldGate> gate = gates.apply(verdict.containerId());
        ExecVerdict.Caller caller = verdict.caller();
        String reason = verdict.path() + " " + sentence(verdict.reason());
        HostEvent event = HostEvent.of(
                        type,
                        Subject.container(
                                verdict.containerId(), gate.map(HeldGate::name).orElse("")))
                .by("user id " + caller.userId() + " (" + caller.command() + ")", "container " + verdict.containerId())
                .decidedBy(gate.map(HeldGate::policy).orElse(""), "drift")
                .with("path", verdict.path())
                .with("why", word(verdict.reason()))
                .with("use", word(verdict.use()))
                .with("command", caller.command())
                .with("pid", caller.pid())
                .with("parent-pid", caller.parentPid());
        return type == EventType.EXEC_WOULD_DENY ? event.because(reason) : event.failed(reason);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String sentence(ExecVerdict.Reason reason) {
        return switch (reason) {
            case IN_IMAGE -> "is in the image";
            case ON_EXTRA_MOUNT -> "is on a mount that allows execution";
            case NEW_FILE -> "was written in the container and is not in its image";
            case MODIFIED -> "was changed in the container";
            case RENAMED_OR_LINKED -> "is a file of the image under another name";
            case DELETED -> "was removed while it was open, or never had a name";
            case IN_MEMORY -> "exists in memory only";
            case NOT_ON_IMAGE_FILE_SYSTEM -> "is on a file system that is not the image's";
            case NOT_IN_PROFILE -> "is in the image and not permitted";
            case UNKNOWN_CONTAINER -> "belongs to a container that is not known";
            case CANNOT_JUDGE -> "could not be judged";
        };
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(3));
            repeats.flushAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
