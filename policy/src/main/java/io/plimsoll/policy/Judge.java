package io.plimsoll.policy;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges images by policies. The same policies and facts always give the same judgement.
public final class Judge {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparingDouble(Judge::score)
            .reversed()
            .thenComparing(Finding::id);

    private static final String UNRANKED =
            ", and nobody has ranked this yet; 'unranked: allow' in the policy lets such findings pass";

    private Judge() {}

    /// Judges one image by all policies whose scope covers it; the strictest of their modes decides. Violations are
    /// told in the order of [Precedence].
    public static Judgement judge(List<AssurancePolicy> policies, ImageFacts image, Circumstances now) {
        List<Violation> broken = policies.stream()
                .filter(p -> p.scope().covers(image))
                .sorted(Precedence.ofImages(now.today()))
                .flatMap(p -> violations(p, image, now))
                .toList();
        if (broken.isEmpty()) {
            return new Judgement.Admitted();
        }
        if (broken.getFirst().mode() != Mode.ENFORCE) {
            return new Judgement.WouldRefuse(broken);
        }
        return image.state() == ScanState.SCANNING
                ? new Judgement.Pending(broken.getFirst())
                : new Judgement.Refused(broken);
    }

    /// The findings for which the image breaks a rule of any policy whose scope covers it, in the order of the facts.
    /// A rule about the findings as a whole, such as their average, blames none of them.
    public static List<Finding> violating(List<AssurancePolicy> policies, ImageFacts image, Circumstances now) {
        List<AssuranceCheck> checks = policies.stream()
                .filter(p -> p.scope().covers(image))
                .flatMap(p -> p.checks().stream())
                .toList();
        return image.findings().stream()
                .filter(f -> checks.stream().anyMatch(c -> isAbove(c, f, now)))
                .toList();
    }

    private static boolean isAbove(AssuranceCheck check, Finding finding, Circumstances now) {
        return switch (check) {
            case AssuranceCheck.MaximumSeverity c -> isAbove(c, finding);
            case AssuranceCheck.MaximumScore c -> score(finding) > c.highest();
            case FindingCheck c -> FindingRules.isAgainst(c, finding, now);
            case AssuranceCheck.AverageScore c -> false;
            case AssuranceCheck.Scanned c -> false;
            case AssuranceCheck.Complete c -> false;
            case AssuranceCheck.NotRoot c -> false;
            case AssuranceCheck.ApprovedBase c -> false;
            case AssuranceCheck.RequiredLabels c -> false;
            case AssuranceCheck.ForbiddenLabels c -> false;
            case ContentCheck c -> false;
            case CustomRule c -> false;
            case SupplyCheck c -> false;
        };
    }

    private static boolean isAbove(AssuranceCheck.MaximumSeverity check, Finding finding) {
        return isTooSevere(finding, check) && (!check.onlyFixed() || finding.status() == FindingStatus.FIXED);
    }

    /// The rules of one policy that the image breaks, in the order of the policy. An image that has not been scanned
    /// breaks at most `unscanned`, but if the policy has any check that needs a scan, it does break it: what nobody
    /// looked at is not known to be fine.
    private static Stream<Violation> violations(AssurancePolicy policy, ImageFacts image, Circumstances now) {
        Mode mode = policy.modeOn(now.today());
        if (image.state() != ScanState.SCANNED) {
            return policy.checks().isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Violation(policy.name(), mode, "unscanned", unscanned(image)));
        }
        return policy.checks().stream()
                .flatMap(
                        check -> broken(check, image, now)
                                .map(reason -> new Violation(policy.name(), mode, check.rule(), reason))
                                .stream());
    }

    private static String unscanned(ImageFacts image) {
        String name = image.names().stream().findFirst().map(n -> "image " + n).orElse("the image");
        return switch (image.state()) {
            case UNSCANNED -> name + " has not been scanned";
            case SCANNING -> name + ": scan in progress, try again in a moment";
            case FAILED -> name + " could not be scanned";
            case SCANNED -> throw new IllegalArgumentException("scanned");
        };
    }

    private static Optional<String> broken(AssuranceCheck check, ImageFacts image, Circumstances now) {
        return switch (check) {
            case AssuranceCheck.Scanned c -> Optional.empty();
            case AssuranceCheck.Complete c -> incomplete(image);
            case AssuranceCheck.MaximumSeverity c -> tooSevere(c, image);
            case AssuranceCheck.MaximumScore c -> scoreTooHigh(c, image);
            case AssuranceCheck.AverageScore c -> averageTooHigh(c, image);
            case AssuranceCheck.NotRoot c ->
                image.runsAsRoot()
                        ? Optional.of("the image runs as root; set USER in its Dockerfile")
                        : Optional.empty();
            case AssuranceCheck.ApprovedBase c ->
                image.chainIds().stream().anyMatch(c.chainIds()::contains)
                        ? Optional.empty()
                        : Optional.of("the image is not built on an approved base image");
            case AssuranceCheck.RequiredLabels c -> missingLabel(c.labels(), image.labels());
            case AssuranceCheck.ForbiddenLabels c -> forbiddenLabel(c.labels(), image.labels());
            case ContentCheck c -> ContentRules.broken(c, image);
            case CustomRule c -> CustomRuleFacts.broken(c, image);
            case FindingCheck c -> FindingRules.broken(c, image, now);
            case SupplyCheck c -> SupplyRules.broken(c, image, now);
        };
    }

    private static Optional<String> incomplete(ImageFacts image) {
        if (image.missing().isEmpty()) {
            return Optional.empty();
        }
        int more = image.missing().size() - 1;
        return Optional.of("the scan is incomplete: " + image.missing().getFirst()
                + (more == 0 ? "" : " (and " + more + " more)"));
    }

    private static Optional<String> tooSevere(AssuranceCheck.MaximumSeverity check, ImageFacts image) {
        List<Finding> above = image.findings().stream()
                .filter(f -> isAbove(check, f))
                .sorted(WORST_FIRST)
                .toList();
        return worst(above, f -> f.severity().word())
                .map(w -> w + "; the policy allows " + check.highest().word() + " at most"
                        + (above.getFirst().severity() == Severity.UNKNOWN ? UNRANKED : ""));
    }

    private static boolean isTooSevere(Finding finding, AssuranceCheck.MaximumSeverity check) {
        return finding.severity() == Severity.UNKNOWN
                ? !check.allowUnranked()
                : finding.severity().compareTo(check.highest()) > 0;
    }

    private static Optional<String> scoreTooHigh(AssuranceCheck.MaximumScore check, ImageFacts image) {
        List<Finding> above = image.findings().stream()
                .filter(f -> score(f) > check.highest())
                .sorted(Comparator.comparingDouble(Judge::score).reversed().thenComparing(Finding::id))
                .toList();
        return worst(above, f -> "score " + decimal(score(f)))
                .map(w -> w + "; the policy allows " + decimal(check.highest()) + " at most");
    }

    private static Optional<String> averageTooHigh(AssuranceCheck.AverageScore check, ImageFacts image) {
        var mean = image.findings().stream()
                .map(Finding::cvss)
                .filter(Objects::nonNull)
                .mapToDouble(Cvss::score)
                .average();
        return mean.isPresent() && mean.getAsDouble() > check.highest()
                ? Optional.of("the findings have an average score of " + decimal(mean.getAsDouble())
                        + "; the policy allows " + decimal(check.highest()) + " at most")
                : Optional.empty();
    }

    /// The worst of these in words, with how to mend it.
    private static Optional<String> worst(List<Finding> ordered, java.util.function.Function<Finding, String> how) {
        return ordered.stream().findFirst().map(f -> {
            String mend = f.fixedVersions().isEmpty()
                    ? ", no fix known"
                    : ", fixed in " + String.join(" or ", f.fixedVersions());
            String more = ordered.size() == 1 ? "" : " (and " + (ordered.size() - 1) + " more)";
            return f.id() + " (" + how.apply(f) + ") in " + f.software().name() + " "
                    + f.software().version() + mend + more;
        });
    }

    private static Optional<String> missingLabel(Map<String, String> wanted, Map<String, String> labels) {
        return wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(w -> !Scope.carries(labels, w))
                .findFirst()
                .map(w -> "the image lacks the label " + written(w));
    }

    private static Optional<String> forbiddenLabel(Map<String, String> banned, Map<String, String> labels) {
        return banned.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(b -> Scope.carries(labels, b))
                .findFirst()
                .map(b -> "the image carries the label " + b.getKey() + "=" + labels.get(b.getKey()));
    }

    private static String written(Map.Entry<String, String> label) {
        return label.getValue().equals("*") ? label.getKey() : label.getKey() + "=" + label.getValue();
    }

    private static double score(Finding finding) {
        return finding.cvss() == null ? 0.0 : finding.cvss().score();
    }

    private static String decimal(double score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }
}
