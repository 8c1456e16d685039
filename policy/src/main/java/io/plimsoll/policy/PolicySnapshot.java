package io.plimsoll.policy;

import java.time.Duration;
import java.util.List;

/// All policies in force, as one immutable value with a version. The Center signs its JSON form; an Enforcer refuses
/// one with a lower version than it has.
///
/// @param version rises by one with each change; 0 is the built-in default that was never sent
public record PolicySnapshot(
        long version, List<AssurancePolicy> assurance, List<RuntimePolicy> runtime, HostPolicy host) {
    public PolicySnapshot {
        assurance = List.copyOf(assurance);
        runtime = List.copyOf(runtime);
    }

    /// The shipped default: everything in audit. Enforcing is a deliberate act.
    public static PolicySnapshot defaults() {
        return new PolicySnapshot(
                0,
                List.of(new AssurancePolicy(
                        "default",
                        "Shipped default: reports images that are unscanned or hold a critical finding",
                        Mode.AUDIT,
                        Scope.ALL,
                        List.of(
                                new AssuranceCheck.Scanned(),
                                new AssuranceCheck.Complete(),
                                new AssuranceCheck.MaximumSeverity(io.plimsoll.model.Severity.HIGH, false, true)))),
                List.of(new RuntimePolicy(
                        "default-runtime",
                        "Shipped default: reports executables that are not part of the image",
                        Mode.AUDIT,
                        Scope.ALL,
                        List.of(),
                        WrittenLibraries.REFUSE)),
                new HostPolicy(HostPolicy.Direction.DENY, Duration.ofSeconds(10)));
    }

    /// Judges the start of a container of this image.
    public Judgement judge(ImageFacts image) {
        return Judge.judge(assurance, image);
    }

    /// The runtime policy for containers of an image with these names: the first enforcing one in scope, else the
    /// first in scope.
    public java.util.Optional<RuntimePolicy> runtimeFor(List<String> names) {
        List<RuntimePolicy> covering =
                runtime.stream().filter(p -> p.scope().covers(names)).toList();
        return covering.stream()
                .filter(p -> p.mode() == Mode.ENFORCE)
                .findFirst()
                .or(() -> covering.stream().findFirst());
    }
}
