package io.plimsoll.policy;

import io.plimsoll.model.Finding;
import io.plimsoll.model.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The version of an image that runs now, to which a new one is compared.
///
/// @param name of the image that runs; empty if no version of it does, or the judged one does itself
/// @param counts of its findings by severity
public record RunningVersion(String name, Map<Severity, Integer> counts) {
    /// No other version runs.
    public static final RunningVersion NONE = new RunningVersion("", Map.of());

    public RunningVersion {
        counts = Map.copyOf(counts);
    }

    boolean isThere() {
        return !name.isEmpty();
    }

    /// How many findings of each severity there are.
    public static Map<Severity, Integer> count(List<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /// The worst severity of which the image has another number of findings than the running version, if it has more;
    /// empty if it is no worse.
    Optional<Severity> worseIn(Map<Severity, Integer> image) {
        for (Severity severity : List.of(
                Severity.CRITICAL,
                Severity.HIGH,
                Severity.UNKNOWN,
                Severity.MEDIUM,
                Severity.LOW,
                Severity.NEGLIGIBLE)) {
            int difference = image.getOrDefault(severity, 0) - counts.getOrDefault(severity, 0);
            if (difference != 0) {
                return difference > 0 ? Optional.of(severity) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
