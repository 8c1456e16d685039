package io.plimsoll.feeds;

import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import java.util.List;

/// What a build made, and what became of each source.
///
/// @param packages how many packages anything is said about
/// @param bytes size of the bundle
public record FeedReport(
        BundleIdentity bundle,
        List<SourceReport> sources,
        List<Coverage> coverage,
        int advisories,
        int packages,
        long bytes) {
    public FeedReport {
        sources = List.copyOf(sources);
        coverage = List.copyOf(coverage);
    }

    /// Whether every source was read to the last record.
    public boolean isWhole() {
        return sources.stream().allMatch(source -> source.problem() == null);
    }
}
