package io.plimsoll.feeds.fetch;

import java.util.List;

/// What became of each source, in the order of the plan.
public record FetchReport(List<FetchOutcome> outcomes) {
    public FetchReport {
        outcomes = List.copyOf(outcomes);
    }

    /// Whether every source is as new as its upstream.
    public boolean isFresh() {
        return outcomes.stream().allMatch(o -> o instanceof FetchOutcome.Fresh || o instanceof FetchOutcome.Unchanged);
    }
}
