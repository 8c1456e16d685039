package io.plimsoll.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All policies in force, as one immutable value with a version. The Center signs its JSON form; an Enforcer refuses
/// one with a lower version than it has.
///
/// @param version rises by one with each change; 0 is the built-in default that was never sent
/// @param waivers exceptions in force: they travel with the policies, so that all who judge take the same ones
/// @param authors who wrote each policy, by its name; not of policies that nobody wrote
/// @param decisions about single images; they travel the same way
public record PolicySnapshot(
        long version,
        List<AssurancePolicy> assurance,
        List<RuntimePolicy> runtime,
        HostPolicy host,
        Waivers waivers,
        Map<String, Authorship> authors,
        ImageDecisions decisions) {
    public PolicySnapshot {
        assurance = List.copyOf(assurance);
        runtime = List.copyOf(runtime);
        authors = Map.copyOf(authors);
    }

    /// Policies without decisions about single images.
    public PolicySnapshot(
            long version,
            List<AssurancePolicy> assurance,
            List<RuntimePolicy> runtime,
            HostPolicy host,
            Waivers waivers,
            Map<String, Authorship> authors) {
        this(version, assurance, runtime, host, waivers, authors, ImageDecisions.NONE);
    }

    /// Policies without exceptions, of which nobody knows who wrote them.
    public PolicySnapshot(long version, List<AssurancePolicy> assurance, List<RuntimePolicy> runtime, HostPolicy host) {
        this(version, assurance, runtime, host, Waivers.NONE, Map.of());
    }

    /// The shipped default: pipelines fail, and hosts record. Enforcing is a deliberate act.
    public static PolicySnapshot defaults() {
        return new PolicySnapshot(
                0,
                List.of(new AssurancePolicy(
                        "default",
                        "Shipped default: hosts report images that are unscanned or hold a critical finding, and"
                                + " pipelines fail",
                        Mode.FAIL_PIPELINE,
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

    /// Judges the start of a container of this image, of which nothing waived counts.
    public Judgement judge(ImageFacts image, Circumstances now) {
        return judge(image, waivers.apply(image, now.today()), now);
    }

    /// The same where it is known already what is waived. What somebody disallowed no exception lets in: that names
    /// the very image, and an exception may be a pattern.
    public Judgement judge(ImageFacts image, WaivedFacts waived, Circumstances now) {
        Judgement byPolicies = waived.wholly().isPresent()
                ? new Judgement.Admitted()
                : Judge.judge(decisions.approving(assurance), waived.rest(image), now)
                        .writtenBy(authors);
        return decisions
                .against(image.context().digests())
                .<Judgement>map(disallowed ->
                        new Judgement.Refused(Stream.concat(Stream.of(disallowed), byPolicies.violations().stream())
                                .toList()))
                .orElse(byPolicies);
    }

    /// Whether the same facts may be judged otherwise on another day. Where an exception ends, there is a new snapshot.
    public boolean dependsOnDay() {
        return assurance.stream()
                .anyMatch(policy ->
                        policy.starts() != null || policy.checks().stream().anyMatch(PolicySnapshot::dependsOnDay));
    }

    private static boolean dependsOnDay(AssuranceCheck check) {
        return check instanceof FindingCheck.FixOverdue
                || check instanceof SupplyCheck.MaximumScanAge
                || check instanceof SupplyCheck.EndOfLife;
    }

    /// Whether any policy asks how an image of these names compares with the version that runs.
    public boolean asksForRunningVersion(List<String> names) {
        return assurance.stream()
                .filter(policy -> policy.scope().covers(names))
                .flatMap(policy -> policy.checks().stream())
                .anyMatch(FindingCheck.NoWorseThanRunning.class::isInstance);
    }

    /// These with one draft alone in place of all assurance policies, as if it were enforced from today on.
    public PolicySnapshot rehearsing(AssurancePolicy draft) {
        AssurancePolicy enforced =
                new AssurancePolicy(draft.name(), draft.description(), Mode.ENFORCE, draft.scope(), draft.checks());
        return new PolicySnapshot(version, List.of(enforced), runtime, host, waivers, Map.of(), decisions.basesAlone());
    }

    /// Whether any assurance policy may be about an image of these names.
    public boolean asksAbout(List<String> names) {
        return assurance.stream().anyMatch(policy -> policy.scope().covers(names));
    }

    /// The runtime policy for containers of an image with these names: the first in scope by [Precedence].
    public java.util.Optional<RuntimePolicy> runtimeFor(List<String> names) {
        return runtime.stream().filter(p -> p.scope().covers(names)).min(Precedence.ofRuntime());
    }
}
