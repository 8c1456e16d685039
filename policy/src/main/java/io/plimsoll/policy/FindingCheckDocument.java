package io.plimsoll.policy;

import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// [FindingCheck]s as an operator writes them.
final class FindingCheckDocument {
    private static final String EPSS = "maximum-epss";
    private static final String OVERDUE = "fix-overdue";
    private static final String DENIED = "denied-vulnerabilities";
    private static final String PROBABILITY = "probability";
    private static final String DAYS = "days";
    private static final String SEVERITY = "severity";

    private FindingCheckDocument() {}

    static List<FindingCheck> read(Fields checks) {
        List<FindingCheck> found = new ArrayList<>();
        if (checks.flag("known-exploited")) {
            found.add(new FindingCheck.KnownExploited());
        }
        if (checks.has(EPSS)) {
            found.add(probability(checks));
        }
        if (checks.has(OVERDUE)) {
            found.add(overdue(checks));
        }
        if (checks.has(DENIED)) {
            found.add(new FindingCheck.DeniedVulnerabilities(Set.copyOf(checks.someTexts(DENIED))));
        }
        if (checks.flag("malware")) {
            found.add(new FindingCheck.Malware());
        }
        if (checks.flag(FindingCheck.NO_WORSE)) {
            found.add(new FindingCheck.NoWorseThanRunning());
        }
        return found;
    }

    private static FindingCheck probability(Fields checks) {
        if (!checks.isObject(EPSS)) {
            return new FindingCheck.MaximumProbability(checks.probability(EPSS), false);
        }
        Fields inner = checks.object(EPSS);
        FindingCheck check = new FindingCheck.MaximumProbability(inner.probability(PROBABILITY), allowsUnknown(inner));
        inner.refuseOthers();
        return check;
    }

    private static FindingCheck overdue(Fields checks) {
        if (!checks.isObject(OVERDUE)) {
            return new FindingCheck.FixOverdue(checks.days(OVERDUE), Severity.UNKNOWN);
        }
        Fields inner = checks.object(OVERDUE);
        FindingCheck check = new FindingCheck.FixOverdue(
                inner.days(DAYS), inner.has(SEVERITY) ? PolicyDocument.severity(inner, SEVERITY) : Severity.UNKNOWN);
        inner.refuseOthers();
        return check;
    }

    static boolean allowsUnknown(Fields inner) {
        return inner.has("unknown") && inner.word("unknown", "refuse", "allow").equals("allow");
    }

    /// What stands behind the name of the rule.
    static Object tree(FindingCheck check) {
        return switch (check) {
            case FindingCheck.KnownExploited c -> "refuse";
            case FindingCheck.MaximumProbability c -> probability(c);
            case FindingCheck.FixOverdue c -> overdue(c);
            case FindingCheck.DeniedVulnerabilities c ->
                c.ids().stream().sorted().toList();
            case FindingCheck.Malware c -> "refuse";
            case FindingCheck.NoWorseThanRunning c -> "refuse";
        };
    }

    private static Object probability(FindingCheck.MaximumProbability check) {
        if (!check.allowUnknown()) {
            return check.highest();
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put(PROBABILITY, check.highest());
        inner.put("unknown", "allow");
        return inner;
    }

    private static Object overdue(FindingCheck.FixOverdue check) {
        String days = check.days() + "d";
        if (check.lowest() == Severity.UNKNOWN) {
            return days;
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put(DAYS, days);
        inner.put(SEVERITY, check.lowest().word());
        return inner;
    }
}
