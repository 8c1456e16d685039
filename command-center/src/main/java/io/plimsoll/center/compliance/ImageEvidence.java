package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;

/// Hands in the images on hosts.
public interface ImageEvidence {
    /// @param at the moment of the evaluation; what is counted over a time ends there
    List<ImageFact> images(Instant at);
}
