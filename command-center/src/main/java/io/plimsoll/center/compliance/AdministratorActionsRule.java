package io.plimsoll.center.compliance;

import java.util.ArrayList;
import java.util.List;

/// S-10.2.2: every change made with high privilege is recorded with its user: of the engine, and of the product itself.
final class AdministratorActionsRule implements Rule {
    @Override
    public Outcome evaluate(Facts facts) {
        List<Member> members = new ArrayList<>();
        facts.sourcesInScope().forEach(s -> members.add(s.hostId().isEmpty() ? product(s) : engine(s)));
        facts.hostsInScope().stream()
                .filter(h -> facts.sources().stream().noneMatch(s -> s.hostId().equals(h.id())))
                .forEach(h -> members.add(new Member(
                        "host", h.id(), h.name(), PciVerdict.NO_DATA, "the events of its engine are not recorded")));
        return new Outcome(members, AuditNumbers.evidence(facts));
    }

    private static Member engine(AuditSourceFact source) {
        List<String> broken = new ArrayList<>();
        if (source.unattributedEngineChanges() > 0) {
            broken.add(source.unattributedEngineChanges() + " of " + source.engineChanges()
                    + " changes through the engine name no user");
        }
        if (source.gaps() > 0) {
            broken.add(source.gaps() + " gaps in the events");
        }
        return Member.judged(
                "source",
                source.name(),
                source.name(),
                broken,
                source.engineChanges() == 0
                        ? List.of("no change through the engine was seen in the last 24 hours, so nothing is proved")
                        : List.of(),
                "all " + source.engineChanges() + " changes through the engine name a user");
    }

    private static Member product(AuditSourceFact source) {
        return Member.judged(
                "product",
                source.name(),
                source.name(),
                source.adminChangesWithoutValues() > 0
                        ? List.of(source.adminChangesWithoutValues() + " of " + source.adminChanges()
                                + " changes lack the values before and after")
                        : List.of(),
                source.records() == 0 ? List.of("it recorded nothing in the last 24 hours") : List.of(),
                "all " + source.adminChanges() + " changes are recorded with the values before and after");
    }
}
