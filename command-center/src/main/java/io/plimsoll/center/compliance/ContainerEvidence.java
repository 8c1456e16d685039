package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;

/// Hands in the containers, stopped ones included.
public interface ContainerEvidence {
    /// @param at the moment of the evaluation; what is counted over a time ends there
    List<ContainerFact> containers(Instant at);
}
