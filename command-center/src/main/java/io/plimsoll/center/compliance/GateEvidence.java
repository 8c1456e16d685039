package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;

/// Hands in the assurance policies in force.
public interface GateEvidence {
    /// @param at the moment of the evaluation; what is counted over a time ends there
    List<GateFact> gates(Instant at);
}
