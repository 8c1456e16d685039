package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.Map;

/// Hands in of how many critical and high findings of each image somebody was told; findings that exceptions are about
/// are not counted.
public interface AlertEvidence {
    /// @param at the moment of the evaluation
    /// @return by the id of the image; one of which nobody was told of anything may be absent
    Map<String, Integer> alerts(Instant at);
}
