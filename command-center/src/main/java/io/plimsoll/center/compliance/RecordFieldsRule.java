package io.plimsoll.center.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// S-10.3 and S-10.3.1 to S-10.3.6: the records of each source carry these fields.
///
/// @param fields all six for 10.3, one of them for each of the others
record RecordFieldsRule(Set<AuditField> fields) implements Rule {
    /// At most one record in a thousand may lack something.
    private static final double LACKING_ALLOWED = 0.001;

    RecordFieldsRule {
        fields = Set.copyOf(fields);
    }

    @Override
    public Outcome evaluate(Facts facts) {
        return new Outcome(facts.sourcesInScope().stream().map(this::source).toList(), AuditNumbers.evidence(facts));
    }

    private Member source(AuditSourceFact source) {
        List<String> broken = new ArrayList<>();
        fields.stream().sorted().forEach(field -> {
            long lacking = source.lacking(field);
            if (lacking > LACKING_ALLOWED * source.records()) {
                broken.add(lacking + " of " + source.records() + " records do not tell " + field.words());
            } else if (namedKindsLack(source.namedKindLacking(), field)) {
                broken.add("records of exec, policy change, login or secret access do not tell " + field.words());
            }
        });
        return Member.judged(
                "source",
                source.name(),
                source.name(),
                broken,
                source.records() == 0 ? List.of("it delivered no record in the last 24 hours") : List.of(),
                "all " + source.records() + " records tell it");
    }

    private static boolean namedKindsLack(Map<AuditField, Long> lacking, AuditField field) {
        return lacking.getOrDefault(field, 0L) > 0;
    }
}
