package io.plimsoll.cli.scan;

import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Violation;
import io.plimsoll.policy.WaivedContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that one scan came to.
///
/// @param reference as the person wrote it
/// @param at when the scan ended
/// @param findings those that are listed, worst first
/// @param violating those of the findings that break a rule
/// @param suppressed findings that exceptions are about; they are in none of the others, worst first
/// @param waivedContent leaks and card numbers that exceptions are about
/// @param violations the deciding one first; those of policies in audit only tell
/// @param remarks what a reader must know of what is not listed, one sentence each
/// @param bundle null if nothing was matched because there is no bundle
public record ScanReport(
        String reference,
        Instant at,
        Inventory inventory,
        List<Finding> findings,
        Set<Finding> violating,
        List<SuppressedFinding> suppressed,
        WaivedContent waivedContent,
        List<Unassessed> notAssessed,
        List<Violation> violations,
        List<String> remarks,
        @Nullable UsedBundle bundle) {
    /// The order in which people want to read findings: worst, most exploited, then by package.
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Comparator.comparing(Finding::kev).reversed())
            .thenComparing(f -> f.software().name())
            .thenComparing(Finding::id)
            .thenComparing(f -> f.software().path());

    public ScanReport {
        findings = findings.stream().sorted(WORST_FIRST).toList();
        violating = Set.copyOf(violating);
        suppressed = suppressed.stream()
                .sorted(Comparator.comparing(SuppressedFinding::finding, WORST_FIRST))
                .toList();
        notAssessed = List.copyOf(notAssessed);
        violations = List.copyOf(violations);
        remarks = List.copyOf(remarks);
    }

    /// What the scan concludes. Not knowing wins over everything: it is neither a pass nor a failure.
    public enum Verdict {
        PASSED,
        VIOLATED,
        INCOMPLETE;

        /// The lower-case word of documents.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// The exit code of the command line: 0 passed, 1 violated, 2 incomplete.
        public int exitCode() {
            return switch (this) {
                case PASSED -> 0;
                case VIOLATED -> 1;
                case INCOMPLETE -> 2;
            };
        }
    }

    public Verdict verdict() {
        if (!unknown().isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        return violations.stream().anyMatch(v -> v.mode().failsPipelines()) ? Verdict.VIOLATED : Verdict.PASSED;
    }

    /// Why the scan is incomplete, one sentence each; empty if it is complete.
    public List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        inventory.gaps().forEach(g -> unknown.add(g.detail() + (g.path().isEmpty() ? "" : " (" + g.path() + ")")));
        notAssessed.stream().filter(Unassessed::incomplete).forEach(n -> unknown.add(n.sentence()));
        if (bundle == null && notAssessed.isEmpty()) {
            unknown.add("there is no intelligence bundle, so nothing was matched");
        }
        return List.copyOf(unknown);
    }

    /// What a reader must know beside the findings: the remarks, what nobody publishes advisories about or knows at
    /// all, and what the bundle cannot know.
    public List<String> notes() {
        List<String> notes = new ArrayList<>(remarks);
        notAssessed.stream().filter(n -> !n.incomplete()).forEach(n -> notes.add(n.sentence()));
        int strangers = inventory.unknownExecutables();
        if (strangers > 0) {
            notes.add(strangers + (strangers == 1 ? " program or library belongs" : " programs and libraries belong")
                    + " to no package and could not be recognised");
        }
        if (bundle != null) {
            notes.addAll(bundle.notes());
        }
        return List.copyOf(notes);
    }

    /// Leaks and card numbers, those that exceptions are about included.
    List<SensitiveLine> sensitive() {
        return SensitiveLine.of(inventory.sensitive(), waivedContent);
    }

    /// How many findings of each severity there are, worst first, zeros included.
    public Map<Severity, Integer> counts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        findings.forEach(f -> counts.merge(f.severity(), 1, Integer::sum));
        return counts;
    }
}
