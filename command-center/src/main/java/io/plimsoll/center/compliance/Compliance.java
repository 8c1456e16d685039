package io.plimsoll.center.compliance;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers the catalogue from the facts of the moment.
public final class Compliance {
    private final Supplier<Catalogue> reader;
    private final Evidences evidences;
    private final Clock clock;
    private @Nullable Catalogue catalogue;

    /// Where the facts come from.
    public record Evidences(
            HostEvidence hosts,
            ImageEvidence images,
            ContainerEvidence containers,
            FeedEvidence feeds,
            GateEvidence gates,
            AuditSourceEvidence sources,
            AlertEvidence alerts) {}

    /// @param reader reads the catalogue when it is first needed
    public Compliance(Supplier<Catalogue> reader, Evidences evidences, Clock clock) {
        this.reader = reader;
        this.evidences = evidences;
        this.clock = clock;
    }

    /// Gathers the facts and evaluates every entry that has a rule.
    public PciReport report() {
        Instant at = clock.instant();
        Catalogue known = catalogue();
        Facts facts = new Facts(
                at,
                evidences.hosts().hosts(at),
                evidences.images().images(at),
                evidences.containers().containers(at),
                evidences.feeds().feeds(at),
                evidences.gates().gates(at),
                evidences.sources().sources(at),
                evidences.alerts().alerts(at));
        return new PciReport(known, at, clock.instant(), evaluate(known, facts));
    }

    private synchronized Catalogue catalogue() {
        Catalogue known = catalogue;
        if (known == null) {
            known = reader.get();
            catalogue = known;
        }
        return known;
    }

    static List<PciResult> evaluate(Catalogue catalogue, Facts facts) {
        return Rules.byEntry().entrySet().stream()
                .map(e -> PciResult.of(catalogue.entry(e.getKey()), e.getValue().evaluate(facts)))
                .toList();
    }
}
