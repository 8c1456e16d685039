package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.gate.GateOrder;
import io.plimsoll.enforcer.gate.GateResult;
import io.plimsoll.enforcer.gate.Gates;
import io.plimsoll.enforcer.policies.InForce;
import io.plimsoll.enforcer.runtime.RuntimeConfiguration;
import io.plimsoll.policy.Judgement;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides about starts by the policies in force, and has gates set for what it admits. Every decision is an event.
final class Admission implements Doorkeeper {
    private final Supplier<InForce> policies;
    private final Considerations considerations;
    private final Gates gates;
    private final Decisions decisions;
    private final Failures failures;
    private final boolean recursiveOptions;

    /// @param recursiveOptions whether the runtime knows mount options such as `rnoexec`
    Admission(
            Supplier<InForce> policies,
            Considerations considerations,
            Gates gates,
            Decisions decisions,
            Failures failures,
            boolean recursiveOptions) {
        this.policies = policies;
        this.considerations = considerations;
        this.gates = gates;
        this.decisions = decisions;
        this.failures = failures;
        this.recursiveOptions = recursiveOptions;
    }

    @Override
    public Decision decide(Question question) {
        return switch (policies.get()) {
            case InForce.Known(PolicySnapshot snapshot) -> decide(question, snapshot);
            case InForce.Unreadable(String why) -> settled(unreadable(question.id(), why));
        };
    }

    private Decision decide(Question question, PolicySnapshot snapshot) {
        RuntimeConfiguration configuration = question.configuration();
        Path root = configuration.root(question.bundle());
        Consideration start = considerations.of(question.id(), question.bundle(), question.pid(), root, snapshot);
        Optional<Violation> refusal = refusal(question, start, snapshot);
        if (refusal.isPresent()) {
            decisions.refused(start, refusal.get());
            return settled(Answer.Deny.because(refusal.get()));
        }
        if (start.gate().isEmpty()) {
            decisions.started(start, "none: no runtime policy is about this container", configuration.isPowerful());
            return settled(Answer.Allow.plainly());
        }
        GatePlan plan = start.gate().get();
        return new Decision() {
            @Override
            public Answer answer() {
                return new Answer.Allow(true, hardened(question, plan));
            }

            @Override
            public Answer created(long init) {
                return gated(start, plan, configuration, init, null);
            }
        };
    }

    private Optional<Violation> refusal(Question question, Consideration start, PolicySnapshot snapshot) {
        if (start.judgement() instanceof Judgement.Refused refused) {
            return refused.deciding();
        }
        return start.gate().flatMap(plan -> refusal(question, plan, snapshot));
    }

    private Optional<Violation> refusal(Question question, GatePlan plan, PolicySnapshot snapshot) {
        if (question.command() == Question.Command.RESTORE && plan.enforces()) {
            return Optional.of(plan.violation(
                    "checkpoint",
                    "a container is not restored from a checkpoint: nobody can tell what its memory holds"));
        }
        Optional<String> unavailable = gates.unavailable();
        if (unavailable.isEmpty()) {
            return Optional.empty();
        }
        failures.note(Failure.GATE_UNAVAILABLE, unavailable.get());
        return Failure.GATE_UNAVAILABLE.allowsStart(snapshot.host(), plan.mode())
                ? Optional.empty()
                : Optional.of(notSet(plan, unavailable.get()));
    }

    private static Violation notSet(GatePlan plan, String reason) {
        return plan.violation("exec-gate", "exec gate could not be set: " + reason);
    }

    /// The new config.json; absent where nothing is to be changed. A policy in audit changes no mounts: it watches.
    private Optional<RuntimeConfiguration> hardened(Question question, GatePlan plan) {
        RuntimeConfiguration configuration = question.configuration();
        if (plan.enforces()) {
            configuration = configuration.withoutExecution(plan.allowedMounts(), recursiveOptions);
        }
        if (question.command() != Question.Command.CREATE) {
            configuration = configuration.withHook(question.shim());
        }
        return configuration.equals(question.configuration()) ? Optional.empty() : Optional.of(configuration);
    }

    @Override
    public Answer ofHook(long hook, String id, Path bundle, long init) {
        RuntimeConfiguration configuration = configuration(bundle);
        return switch (policies.get()) {
            case InForce.Unreadable(String why) -> unreadable(id, why);
            case InForce.Known(PolicySnapshot snapshot) -> {
                Path root = configuration.root(bundle);
                Consideration start = considerations.of(id, bundle, hook, root, snapshot);
                if (start.judgement() instanceof Judgement.Refused refused) {
                    decisions.refused(start, refused.violations().getFirst());
                    yield Answer.Deny.because(refused.violations().getFirst());
                }
                yield start.gate().isEmpty()
                        ? Answer.Allow.plainly()
                        : gated(start, start.gate().get(), configuration, init, root);
            }
        };
    }

    private static RuntimeConfiguration configuration(Path bundle) {
        try (InputStream in = Files.newInputStream(bundle.resolve("config.json"))) {
            return RuntimeConfiguration.parse(in.readNBytes(Frame.LONGEST));
        } catch (IOException e) {
            throw new MalformedQuestionException(bundle + " has no config.json: " + e.getMessage());
        }
    }

    /// @param root absent if the first process has it for its root already
    private Answer gated(
            Consideration start, GatePlan plan, RuntimeConfiguration configuration, long init, @Nullable Path root) {
        GateResult result = gates.set(new GateOrder(
                start.container().id(),
                start.container().name(),
                init,
                root,
                plan.mode(),
                plan.policy(),
                configuration.executableMounts(plan.allowedMounts()),
                plan.writtenLibraries()));
        return switch (result) {
            case GateResult.InPlace(String missing) -> {
                decisions.started(
                        start,
                        plan.mode().word() + (missing.isEmpty() ? "" : ", without " + missing),
                        configuration.isPowerful());
                yield Answer.Allow.plainly();
            }
            case GateResult.NotInPlace(String reason) -> notGated(start, plan, configuration, reason);
        };
    }

    private Answer notGated(Consideration start, GatePlan plan, RuntimeConfiguration configuration, String reason) {
        failures.note(Failure.GATE_NOT_SET, start.container().id() + ": " + reason);
        Violation violation = notSet(plan, reason);
        decisions.gateFailed(start, violation);
        if (Failure.GATE_NOT_SET.allowsStart(policies.get().host(), plan.mode())) {
            decisions.started(start, "none: " + reason, configuration.isPowerful());
            return Answer.Allow.plainly();
        }
        decisions.refused(start, violation);
        return Answer.Deny.because(violation);
    }

    private Answer.Deny unreadable(String id, String why) {
        failures.note(Failure.SNAPSHOT_UNREADABLE, why);
        String reason = Failure.SNAPSHOT_UNREADABLE.sentence() + ": " + why;
        decisions.undecided(id, reason);
        return Answer.Deny.undecided(reason);
    }

    private static Decision settled(Answer answer) {
        return new Decision() {
            @Override
            public Answer answer() {
                return answer;
            }

            @Override
            public Answer created(long init) {
                throw new MalformedQuestionException("there was no second question to ask");
            }
        };
    }
}
