package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.List;

/// Hands in the sources of the bundle in use; empty without a bundle.
public interface FeedEvidence {
    /// @param at the moment of the evaluation; what is counted over a time ends there
    List<FeedFact> feeds(Instant at);
}
