package io.plimsoll.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/// All policies in force, as one immutable value with a version. The Center signs its JSON form; an Enforcer refuses
/// one with a lower version than it has.
///
/// @param version rises by one with each change; 0 is the built-in default that was never sent
/// @param waivers exceptions in force: they travel with the policies, so that all who judge take the same ones
public record PolicySnapshot(
        long version, List<AssurancePolicy> assurance, List<RuntimePolicy> runtime, HostPolicy host, Waivers waivers) {
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
                new HostPolicy(HostPolicy.Direction.DENY, Duration.ofSeconds(10)),
                Waivers.NONE);
    }

    /// Judges the start of a container of this image, of which nothing waived counts.
    ///
    /// @param today on which waivers count, in UTC
    public Judgement judge(ImageFacts image, LocalDate today) {
        return judge(image, waivers.apply(image, today));
    }

    /// The same where it is known already what is waived.
    public Judgement judge(ImageFacts image, WaivedFacts waived) {
        return waived.wholly().isPresent() ? new Judgement.Admitted() : Judge.judge(assurance, waived.rest(image));
    }

    /// Judges the start of a container of an image that is not scanned, or of one that nobody knows. No waiver
    /// speaks for it.
    public Judgement judgeUnscanned(List<String> names, ScanState state) {
        return Judge.judge(assurance, ImageFacts.notScanned(names, state));
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
