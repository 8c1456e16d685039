package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;

/// Hands in the sources of audit records, silent ones included.
public interface AuditSourceEvidence {
    /// @param at the moment of the evaluation; what is counted over a time ends there
    List<AuditSourceFact> sources(Instant at);
}
