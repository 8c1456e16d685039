package io.plimsoll.center.compliance;

import java.util.List;

/// The numbers of the trail as evidence, the same for every rule about records.
final class AuditNumbers {
    private AuditNumbers() {}

    static List<Evidence> evidence(Facts facts) {
        List<AuditSourceFact> sources = facts.sourcesInScope();
        long records = sources.stream().mapToLong(AuditSourceFact::records).sum();
        return List.of(Evidence.of(
                "AuditEvent",
                facts.at(),
                records + " records of " + sources.size() + " sources in the last 24 hours",
                sources));
    }
}
