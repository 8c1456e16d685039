package io.plimsoll.center.compliance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// S-10.1: every component in scope delivers records that name a person or a system owner.
final class TrailRule implements Rule {
    private static final Duration SILENT = Duration.ofHours(1);
    private static final double UNRESOLVED_ALLOWED = 0.005;

    @Override
    public Outcome evaluate(Facts facts) {
        List<Member> members = new ArrayList<>();
        facts.sourcesInScope().forEach(s -> members.add(source(facts, s)));
        facts.hostsInScope().stream()
                .filter(h -> facts.sources().stream().noneMatch(s -> s.hostId().equals(h.id())))
                .forEach(h -> members.add(
                        new Member("host", h.id(), h.name(), PciVerdict.NO_DATA, "it has no source of audit records")));
        return new Outcome(members, AuditNumbers.evidence(facts));
    }

    private static Member source(Facts facts, AuditSourceFact source) {
        List<String> broken = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (source.lastSign() == null) {
            missing.add("it has never delivered a record");
        } else if (!facts.isWithin(source.lastSign(), SILENT)) {
            broken.add("it has been silent for more than an hour");
        }
        long unresolved = source.lacking(AuditField.USER);
        if (source.records() > 0 && unresolved > UNRESOLVED_ALLOWED * source.records()) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%d of %d records name no user (%.1f %%, 0.5 %% are allowed)",
                    unresolved,
                    source.records(),
                    100.0 * unresolved / source.records()));
        }
        if (source.records() == 0) {
            missing.add("it delivered no record in the last 24 hours");
        }
        return Member.judged(
                "source", source.name(), source.name(), broken, missing, source.records() + " records name a user");
    }
}
