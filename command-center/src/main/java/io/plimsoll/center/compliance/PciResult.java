package io.plimsoll.center.compliance;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The answer to one catalogue entry.
///
/// @param members those that do not pass first
public record PciResult(
        CatalogueEntry entry, PciVerdict verdict, String reason, List<Member> members, List<Evidence> evidence) {
    public PciResult {
        members = members.stream()
                .sorted(Comparator.comparing(Member::verdict)
                        .thenComparing(Member::kind)
                        .thenComparing(Member::name))
                .toList();
        evidence = List.copyOf(evidence);
    }

    static PciResult of(CatalogueEntry entry, Rule.Outcome outcome) {
        List<Member> members = outcome.members();
        PciVerdict verdict =
                PciVerdict.worst(members.stream().map(Member::verdict).toList());
        return new PciResult(entry, verdict, reason(members, verdict), members, outcome.evidence());
    }

    private static String reason(List<Member> members, PciVerdict verdict) {
        if (members.isEmpty()) {
            return "nothing is known that the rule could be asked of";
        }
        List<Member> deciding =
                members.stream().filter(m -> m.verdict() == verdict).toList();
        Member first = deciding.getFirst();
        return verdict == PciVerdict.PASS
                ? "true for all " + members.size()
                : deciding.size() + " of " + members.size() + ": " + first.kind() + " " + first.name() + ": "
                        + first.reason();
    }

    /// How many members have each verdict.
    public Map<PciVerdict, Integer> counts() {
        Map<PciVerdict, Integer> counts = new EnumMap<>(PciVerdict.class);
        members.forEach(m -> counts.merge(m.verdict(), 1, Integer::sum));
        return counts;
    }
}
