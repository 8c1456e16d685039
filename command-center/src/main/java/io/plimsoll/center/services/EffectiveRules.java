package io.plimsoll.center.services;

import io.plimsoll.policy.AssuranceCheck;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.Authorship;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.Precedence;
import io.plimsoll.policy.RuntimePolicy;
import io.plimsoll.policy.ScanState;
import io.plimsoll.policy.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which policies count for the members of a service: those about images, then those about what runs inside, each in
/// the order of [Precedence].
///
/// @param containers of the service
/// @param version of the policies in force
record EffectiveRules(int containers, int images, long version, List<Rule> rules) {
    /// One policy.
    ///
    /// @param mode that counts today
    /// @param checks of an assurance policy, by their rules
    /// @param containers members that it is about
    /// @param images of these members
    record Rule(
            String policy,
            String kind,
            String description,
            Mode mode,
            Optional<LocalDate> starts,
            boolean isGlobal,
            List<String> checks,
            int containers,
            int images,
            Optional<Authorship> written) {}

    static EffectiveRules of(PolicySnapshot snapshot, LocalDate today, List<ServiceStore.MemberImage> members) {
        List<Rule> rules = new ArrayList<>();
        List<AssurancePolicy> ofImages =
                snapshot.assurance().stream().sorted(Precedence.ofImages(today)).toList();
        for (AssurancePolicy policy : ofImages) {
            rule(
                            snapshot,
                            policy.name(),
                            policy.kind(),
                            policy.description(),
                            policy.modeOn(today),
                            Optional.ofNullable(policy.starts()),
                            policy.scope(),
                            policy.checks().stream().map(AssuranceCheck::rule).toList(),
                            members,
                            image -> policy.scope().covers(facts(image)))
                    .ifPresent(rules::add);
        }
        List<RuntimePolicy> ofRuntime =
                snapshot.runtime().stream().sorted(Precedence.ofRuntime()).toList();
        for (RuntimePolicy policy : ofRuntime) {
            rule(
                            snapshot,
                            policy.name(),
                            policy.kind(),
                            policy.description(),
                            policy.mode(),
                            Optional.empty(),
                            policy.scope(),
                            List.of(),
                            members,
                            image -> snapshot.runtimeFor(image.names())
                                    .filter(policy::equals)
                                    .isPresent())
                    .ifPresent(rules::add);
        }
        return new EffectiveRules(containers(members), members.size(), snapshot.version(), rules);
    }

    private static Optional<Rule> rule(
            PolicySnapshot snapshot,
            String name,
            String kind,
            String description,
            Mode mode,
            Optional<LocalDate> starts,
            Scope scope,
            List<String> checks,
            List<ServiceStore.MemberImage> members,
            Predicate<ServiceStore.MemberImage> counts) {
        List<ServiceStore.MemberImage> covered = members.stream().filter(counts).toList();
        return covered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rule(
                        name,
                        kind,
                        description,
                        mode,
                        starts,
                        scope.isGlobal(),
                        checks,
                        containers(covered),
                        covered.size(),
                        Optional.ofNullable(snapshot.authors().get(name))));
    }

    private static int containers(List<ServiceStore.MemberImage> images) {
        return images.stream().mapToInt(ServiceStore.MemberImage::containers).sum();
    }

    private static ImageFacts facts(ServiceStore.MemberImage image) {
        return new ImageFacts(
                image.names(),
                image.isScanned() ? ScanState.SCANNED : ScanState.UNSCANNED,
                List.of(),
                false,
                image.labels(),
                List.of(),
                List.of());
    }
}
