package io.plimsoll.center.assurance;

import io.plimsoll.center.compliance.GateEvidence;
import io.plimsoll.center.compliance.GateFact;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.AssuranceCheck;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.ContentCheck;
import io.plimsoll.policy.CustomRule;
import io.plimsoll.policy.FindingCheck;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.SupplyCheck;
import java.time.Instant;
import java.util.List;

/// Hands in the assurance policies in force.
final class AssuranceEvidence implements GateEvidence {
    private static final double CRITICAL_FROM = 9.0;

    private final Policies policies;

    AssuranceEvidence(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<GateFact> gates(Instant at) {
        return policies.current().snapshot().assurance().stream()
                .map(policy -> new GateFact(
                        policy.name(), policy.scope(), policy.mode() == Mode.ENFORCE, stopsCritical(policy)))
                .toList();
    }

    private static boolean stopsCritical(AssurancePolicy policy) {
        return policy.checks().stream().anyMatch(check -> switch (check) {
            case AssuranceCheck.MaximumSeverity c -> c.highest().compareTo(Severity.CRITICAL) < 0;
            case AssuranceCheck.MaximumScore c -> c.highest() < CRITICAL_FROM;
            case AssuranceCheck.AverageScore c -> false;
            case AssuranceCheck.Scanned c -> false;
            case AssuranceCheck.Complete c -> false;
            case AssuranceCheck.NotRoot c -> false;
            case AssuranceCheck.ApprovedBase c -> false;
            case AssuranceCheck.RequiredLabels c -> false;
            case AssuranceCheck.ForbiddenLabels c -> false;
            case ContentCheck c -> false;
            case CustomRule c -> false;
            case FindingCheck c -> false;
            case SupplyCheck c -> false;
        });
    }
}
