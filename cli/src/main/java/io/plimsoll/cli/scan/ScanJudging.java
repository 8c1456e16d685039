package io.plimsoll.cli.scan;

import io.plimsoll.advisories.versions.PackageVersions;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.AssuranceCheck;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.Circumstances;
import io.plimsoll.policy.ImageDecisions;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Judge;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Vex;
import io.plimsoll.policy.VexProduct;
import io.plimsoll.policy.Violation;
import io.plimsoll.policy.WaivedContent;
import io.plimsoll.policy.WaivedFacts;
import io.plimsoll.policy.Waivers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How one scan is judged: by policies, which see every finding, and by what the person asked for on the command line,
/// which is about what is listed.
///
/// @param failOn findings at or above it violate, whatever the policies say
/// @param onlyFixed whether findings without a fix are left out of the list
/// @param waivers exceptions; what they are about breaks no rule
/// @param vex what makers say; what they clear breaks no rule
/// @param decisions of people at the Command Center about single images
record ScanJudging(
        List<AssurancePolicy> policies,
        Optional<Severity> failOn,
        boolean onlyFixed,
        Waivers waivers,
        Vex vex,
        ImageDecisions decisions) {
    /// The name under which `--fail-on` shows among the violations.
    static final String COMMAND_LINE = "--fail-on";

    ScanJudging {
        policies = decisions.approving(List.copyOf(policies));
        if (failOn.equals(Optional.of(Severity.UNKNOWN))) {
            throw new IllegalArgumentException("every finding is at or above unknown");
        }
    }

    /// A judgement without any Command Center.
    ScanJudging(
            List<AssurancePolicy> policies, Optional<Severity> failOn, boolean onlyFixed, Waivers waivers, Vex vex) {
        this(policies, failOn, onlyFixed, waivers, vex, ImageDecisions.NONE);
    }

    /// @param id of the image; empty for a plain folder
    /// @param today in UTC
    Judged judge(ImageFacts image, Optional<String> id, LocalDate today) {
        Circumstances now = new Circumstances(today, PackageVersions::compare);
        VexProduct.Image product = new VexProduct.Image(image.names(), id);
        List<SuppressedFinding> cleared = new ArrayList<>();
        List<Finding> affected = new ArrayList<>();
        for (Finding finding : image.findings()) {
            vex.clearing(finding, product)
                    .ifPresentOrElse(
                            statement -> cleared.add(new SuppressedFinding(finding, statement)),
                            () -> affected.add(finding));
        }
        WaivedFacts waived = waivers.apply(image.withFindings(affected), today);
        ImageFacts all = waived.rest(image);
        List<Finding> listed = all.findings().stream()
                .filter(f -> !onlyFixed || f.status() == FindingStatus.FIXED)
                .toList();
        ImageFacts shown = all.withFindings(listed);
        List<AssurancePolicy> asked = failOn.map(ScanJudging::failing).stream().toList();
        List<Violation> violations = Stream.concat(
                        decisions.against(image.context().digests()).stream(),
                        Stream.concat(
                                Judge.judge(asked, shown, now).violations().stream(),
                                waived.wholly().isPresent()
                                        ? Stream.empty()
                                        : Judge.judge(policies, all, now).violations().stream()))
                .toList();
        List<AssurancePolicy> every = new ArrayList<>(asked);
        policies.stream().filter(p -> p.modeOn(today).failsPipelines()).forEach(every::add);
        return new Judged(
                listed,
                Set.copyOf(Judge.violating(every, shown, now)),
                violations,
                cleared,
                waived,
                all.findings().size() - listed.size(),
                failOn.isEmpty() ? 0 : unranked(listed));
    }

    private static int unranked(List<Finding> findings) {
        return (int)
                findings.stream().filter(f -> f.severity() == Severity.UNKNOWN).count();
    }

    private static AssurancePolicy failing(Severity lowest) {
        Severity allowed = Arrays.stream(Severity.values())
                .filter(s -> s.compareTo(lowest) < 0)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new AssurancePolicy(
                COMMAND_LINE,
                "asked for on the command line",
                Mode.ENFORCE,
                Scope.ALL,
                List.of(new AssuranceCheck.MaximumSeverity(allowed, false, true)));
    }

    /// What judging came to.
    ///
    /// @param violating those of the listed findings that break a rule by which a pipeline fails
    /// @param cleared findings that makers say are none
    /// @param waived what the waivers came to
    /// @param leftOut how many findings without a fix are not listed
    /// @param unranked how many listed findings `--fail-on` cannot judge, since nobody has ranked them
    record Judged(
            List<Finding> listed,
            Set<Finding> violating,
            List<Violation> violations,
            List<SuppressedFinding> cleared,
            WaivedFacts waived,
            int leftOut,
            int unranked) {
        Judged {
            listed = List.copyOf(listed);
            violating = Set.copyOf(violating);
            violations = List.copyOf(violations);
            cleared = List.copyOf(cleared);
        }

        /// All that is kept back from judgement, whoever said so.
        List<SuppressedFinding> suppressed() {
            return Stream.concat(waived.findings().waived().stream(), cleared.stream())
                    .toList();
        }

        /// Leaks and card numbers that waivers are about.
        WaivedContent content() {
            return waived.content();
        }

        /// What a reader must know of what is not listed or not judged, one sentence each.
        List<String> remarks() {
            List<String> remarks = new ArrayList<>();
            if (leftOut > 0) {
                remarks.add(counted(leftOut)
                        + " without a fix left out (--only-fixed); policies have judged them all the same");
            }
            if (unranked > 0) {
                remarks.add(counted(unranked)
                        + " of unknown severity may be as bad as --fail-on says; only a policy can refuse them");
            }
            waived.wholly()
                    .ifPresent(w ->
                            remarks.add("the image is accepted as a whole, so it breaks no policy: " + w.sentence()));
            if (!waived.findings().waived().isEmpty()) {
                remarks.add(counted(waived.findings().waived().size()) + " suppressed by exceptions, shown apart");
            }
            counted(content()).ifPresent(what -> remarks.add(what + " suppressed by exceptions, shown apart"));
            if (!cleared.isEmpty()) {
                remarks.add(counted(cleared.size()) + " cleared by VEX documents, shown apart");
            }
            waived.findings()
                    .expired()
                    .forEach(w -> remarks.add("the exception for " + w.id() + " expired on " + w.expiry()
                            + " and does not count: " + w.reason()));
            return remarks;
        }

        private static Optional<String> counted(WaivedContent content) {
            int leaks = content.leaks().size();
            int cards = content.cardNumbers().size();
            return Stream.of(
                            leaks == 0 ? "" : leaks + (leaks == 1 ? " leak" : " leaks"),
                            cards == 0 ? "" : "the card numbers in " + cards + (cards == 1 ? " place" : " places"))
                    .filter(words -> !words.isEmpty())
                    .reduce((one, other) -> one + " and " + other);
        }

        private static String counted(int findings) {
            return findings + (findings == 1 ? " finding" : " findings");
        }
    }
}
