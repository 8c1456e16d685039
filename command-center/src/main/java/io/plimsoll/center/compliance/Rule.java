package io.plimsoll.center.compliance;

import java.util.List;

/// The rule of one catalogue entry. Pure: the same facts always give the same outcome.
interface Rule {
    /// What a rule finds, before it is summed up.
    ///
    /// @param members the whole population, judged
    /// @param evidence what the judgement rests on
    record Outcome(List<Member> members, List<Evidence> evidence) {
        public Outcome {
            members = List.copyOf(members);
            evidence = List.copyOf(evidence);
        }
    }

    Outcome evaluate(Facts facts);
}
