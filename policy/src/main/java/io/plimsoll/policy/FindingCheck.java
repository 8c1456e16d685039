package io.plimsoll.policy;

import io.plimsoll.model.Severity;
import java.util.Set;

/// One thing that an assurance policy asks of what the advisories say about an image.
public sealed interface FindingCheck extends AssuranceCheck {
    /// Nothing is known to be exploited: no finding is in CISA's catalogue (Known Exploited Vulnerabilities).
    record KnownExploited() implements FindingCheck {}

    /// No finding is more likely than `highest` to be exploited within 30 days (FIRST's EPSS), 0 to 1.
    ///
    /// @param allowUnknown let findings pass of which nobody has worked it out
    record MaximumProbability(double highest, boolean allowUnknown) implements FindingCheck {}

    /// No finding from `lowest` up that can be mended was published more than `days` days ago.
    record FixOverdue(int days, Severity lowest) implements FindingCheck {}

    /// No finding has one of these ids, or one of them among its aliases.
    record DeniedVulnerabilities(Set<String> ids) implements FindingCheck {
        public DeniedVulnerabilities {
            ids = Set.copyOf(ids);
        }
    }

    /// No package was made to do harm (github.com/ossf/malicious-packages, ids that begin with `MAL-`).
    record Malware() implements FindingCheck {}

    /// The image is no worse than the version of it that runs: of the worst severity of which they have unequal
    /// numbers, it has fewer.
    record NoWorseThanRunning() implements FindingCheck {}

    @Override
    default String rule() {
        return switch (this) {
            case KnownExploited c -> "known-exploited";
            case MaximumProbability c -> "maximum-epss";
            case FixOverdue c -> "fix-overdue";
            case DeniedVulnerabilities c -> "denied-vulnerabilities";
            case Malware c -> "malware";
            case NoWorseThanRunning c -> NO_WORSE;
        };
    }

    /// The rule that only the Center can decide.
    String NO_WORSE = "no-worse-than-running";
}
