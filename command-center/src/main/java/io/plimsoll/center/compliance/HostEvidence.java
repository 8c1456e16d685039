package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;

/// Hands in the hosts, retired ones included.
public interface HostEvidence {
    /// @param at the moment of the evaluation; what is counted over a time ends there
    List<HostFact> hosts(Instant at);
}
