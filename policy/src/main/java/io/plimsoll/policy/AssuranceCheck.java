package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import java.util.Map;
import java.util.Set;

/// One thing that an assurance policy asks of an image.
public sealed interface AssuranceCheck
        permits AssuranceCheck.MaximumSeverity,
                AssuranceCheck.MaximumScore,
                AssuranceCheck.AverageScore,
                AssuranceCheck.Scanned,
                AssuranceCheck.Complete,
                AssuranceCheck.NotRoot,
                AssuranceCheck.ApprovedBase,
                AssuranceCheck.RequiredLabels,
                AssuranceCheck.ForbiddenLabels,
                ContentCheck,
                CustomRule,
                FindingCheck,
                SupplyCheck {
    /// No finding is worse than `highest`. A finding that nobody has ranked yet may be of any severity.
    ///
    /// @param onlyFixed leave out findings for which no fixed version exists
    /// @param allowUnranked let findings of unknown severity pass
    record MaximumSeverity(Severity highest, boolean onlyFixed, boolean allowUnranked) implements AssuranceCheck {}

    /// No finding has a CVSS score above `highest`, 0.0 to 10.0.
    record MaximumScore(double highest) implements AssuranceCheck {}

    /// The mean CVSS score of the findings that have one is at most `highest`, 0.0 to 10.0.
    record AverageScore(double highest) implements AssuranceCheck {}

    /// The image has been scanned.
    record Scanned() implements AssuranceCheck {}

    /// The scan saw everything, and the advisories cover every package that it saw.
    record Complete() implements AssuranceCheck {}

    /// The image names a user other than root.
    record NotRoot() implements AssuranceCheck {}

    /// The image is built on one of these bases, each named by its chain id (OCI image specification, "Layer ChainID").
    record ApprovedBase(Set<Digest> chainIds) implements AssuranceCheck {
        public ApprovedBase {
            chainIds = Set.copyOf(chainIds);
        }
    }

    /// The image carries these labels; the value `*` asks for any value.
    record RequiredLabels(Map<String, String> labels) implements AssuranceCheck {
        public RequiredLabels {
            labels = Map.copyOf(labels);
        }
    }

    /// The image carries none of these labels; the value `*` stands for any value.
    record ForbiddenLabels(Map<String, String> labels) implements AssuranceCheck {
        public ForbiddenLabels {
            labels = Map.copyOf(labels);
        }
    }

    /// The word of the rule in documents and reasons.
    default String rule() {
        return switch (this) {
            case MaximumSeverity c -> "maximum-severity";
            case MaximumScore c -> "maximum-score";
            case AverageScore c -> "average-score";
            case Scanned c -> "unscanned";
            case Complete c -> "incomplete";
            case NotRoot c -> "runs-as-root";
            case ApprovedBase c -> "approved-bases";
            case RequiredLabels c -> "required-labels";
            case ForbiddenLabels c -> "forbidden-labels";
            case ContentCheck c -> c.rule();
            case CustomRule c -> c.rule();
            case FindingCheck c -> c.rule();
            case SupplyCheck c -> c.rule();
        };
    }
}
