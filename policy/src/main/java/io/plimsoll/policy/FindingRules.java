package io.plimsoll.policy;

import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Severity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Judges what the advisories say about an image. A finding of which the asked fact is missing breaks the rule as
/// undecided: it is not known to be fine.
final class FindingRules {
    static final String UNDECIDED = "undecided: ";
    private static final int DATE_LENGTH = 10;

    private FindingRules() {}

    /// Why the image breaks a check, or empty if it does not.
    static Optional<String> broken(FindingCheck check, ImageFacts image, Circumstances now) {
        if (check instanceof FindingCheck.NoWorseThanRunning) {
            return worse(image);
        }
        List<String> reasons = image.findings().stream()
                .map(f -> reason(check, f, now))
                .filter(reason -> !reason.isEmpty())
                .toList();
        List<String> certain =
                reasons.stream().filter(reason -> !reason.startsWith(UNDECIDED)).toList();
        List<String> told = certain.isEmpty() ? reasons : certain;
        return told.stream()
                .findFirst()
                .map(reason -> reason + (told.size() == 1 ? "" : " (and " + (told.size() - 1) + " more)"));
    }

    /// Whether a finding breaks a check, or may.
    static boolean isAgainst(FindingCheck check, Finding finding, Circumstances now) {
        return !reason(check, finding, now).isEmpty();
    }

    /// Why a finding breaks a check; empty if it does not.
    private static String reason(FindingCheck check, Finding finding, Circumstances now) {
        return switch (check) {
            case FindingCheck.KnownExploited c ->
                finding.kev() ? shown(finding) + " is known to be exploited" + mend(finding) : "";
            case FindingCheck.MaximumProbability c -> probability(c, finding);
            case FindingCheck.FixOverdue c -> overdue(c, finding, now.today());
            case FindingCheck.DeniedVulnerabilities c ->
                hasId(finding, c.ids()::contains) ? shown(finding) + " is on the policy's list" + mend(finding) : "";
            case FindingCheck.Malware c ->
                hasId(finding, id -> id.startsWith("MAL-"))
                        ? shown(finding) + ": the package was made to do harm; remove it, and look for what it did"
                        : "";
            case FindingCheck.NoWorseThanRunning c -> "";
        };
    }

    private static String probability(FindingCheck.MaximumProbability check, Finding finding) {
        if (finding.epss() == null) {
            return check.allowUnknown()
                    ? ""
                    : UNDECIDED + "nobody has worked out how likely " + shown(finding)
                            + " is to be exploited; 'unknown: allow' in the policy lets such findings pass";
        }
        return finding.epss() > check.highest()
                ? shown(finding) + " is exploited within 30 days with a probability of " + percent(finding.epss())
                        + "; the policy allows " + percent(check.highest()) + " at most" + mend(finding)
                : "";
    }

    private static String overdue(FindingCheck.FixOverdue check, Finding finding, LocalDate today) {
        boolean isAsked =
                finding.severity() == Severity.UNKNOWN || finding.severity().compareTo(check.lowest()) >= 0;
        if (finding.status() != FindingStatus.FIXED || !isAsked) {
            return "";
        }
        Optional<LocalDate> published = day(finding.published());
        if (published.isEmpty()) {
            return UNDECIDED + shown(finding) + " can be mended, and nobody knows since when" + mend(finding);
        }
        long days = ChronoUnit.DAYS.between(published.get(), today);
        return days > check.days()
                ? shown(finding) + " was published " + days + " days ago and can be mended" + mend(finding)
                        + "; the policy allows " + check.days() + " days"
                : "";
    }

    private static Optional<LocalDate> day(String published) {
        try {
            return published.length() < DATE_LENGTH
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(published.substring(0, DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasId(Finding finding, Predicate<String> wanted) {
        return wanted.test(finding.id()) || finding.aliases().stream().anyMatch(wanted);
    }

    private static Optional<String> worse(ImageFacts image) {
        RunningVersion running = image.context().running();
        if (running == null) {
            return Optional.of(UNDECIDED + "only the Command Center knows which version of the image runs");
        }
        Map<Severity, Integer> counts = RunningVersion.count(image.findings());
        return running.isThere()
                ? running.worseIn(counts)
                        .map(severity -> "the image has " + counts.getOrDefault(severity, 0) + " findings of severity "
                                + severity.word() + ", and " + running.name() + ", which runs now, has "
                                + running.counts().getOrDefault(severity, 0))
                : Optional.empty();
    }

    private static String shown(Finding finding) {
        return finding.id() + " (" + finding.severity().word() + ") in "
                + finding.software().name() + " " + finding.software().version();
    }

    private static String mend(Finding finding) {
        return finding.fixedVersions().isEmpty()
                ? ", no fix known"
                : ", fixed in " + String.join(" or ", finding.fixedVersions());
    }

    private static String percent(double probability) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
    }
}
