package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Ssvc;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that goes into a bundle. The same contents make the same bytes.
///
/// @param builtAt to the second; a later bundle has a later one
/// @param sources every source that was looked at, those left out included
/// @param statements about each package; the advisories they name must be among `advisories`
/// @param decisions by the id of the advisory
/// @param endsOfLife by the name of the release among ecosystems
public record BundleContents(
        Instant builtAt,
        List<SourceReport> sources,
        List<Coverage> coverage,
        List<Advisory> advisories,
        Map<AdvisedPackage, List<Statement>> statements,
        Map<String, Ssvc> decisions,
        SortedMap<String, LocalDate> endsOfLife,
        List<AddressList> addresses) {
    /// Advisories alone.
    public BundleContents(
            Instant builtAt,
            List<SourceReport> sources,
            List<Coverage> coverage,
            List<Advisory> advisories,
            Map<AdvisedPackage, List<Statement>> statements) {
        this(builtAt, sources, coverage, advisories, statements, Map.of(), new TreeMap<>(), List.of());
    }

    public BundleContents {
        builtAt = builtAt.truncatedTo(ChronoUnit.SECONDS);
        sources = List.copyOf(sources);
        coverage = List.copyOf(coverage);
        advisories = List.copyOf(advisories);
        statements = new TreeMap<>(statements);
        decisions = Map.copyOf(decisions);
        endsOfLife = new TreeMap<>(endsOfLife);
        addresses = List.copyOf(addresses);
    }
}
