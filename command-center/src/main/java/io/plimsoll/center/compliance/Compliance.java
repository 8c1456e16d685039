package io.plimsoll.center.compliance;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Answers the catalogue from the facts of the moment.
public final class Compliance {
    private final Catalogue catalogue;
    private final Evidences evidences;
    private final Clock clock;

    /// Where the facts come from.
    public record Evidences(
            HostEvidence hosts,
            ImageEvidence images,
            ContainerEvidence containers,
            FeedEvidence feeds,
            GateEvidence gates,
            AuditSourceEvidence sources) {}

    public Compliance(Catalogue catalogue, Evidences evidences, Clock clock) {
        this.catalogue = catalogue;
        this.evidences = evidences;
        this.clock = clock;
    }

    /// Gathers the facts and evaluates every entry that has a rule.
    public PciReport report() {
        Instant at = clock.instant();
        Facts facts = new Facts(
                at,
                evidences.hosts().hosts(at),
                evidences.images().images(at),
                evidences.containers().containers(at),
                evidences.feeds().feeds(at),
                evidences.gates().gates(at),
                evidences.sources().sources(at));
        return new PciReport(catalogue, at, clock.instant(), evaluate(catalogue, facts));
    }

    static List<PciResult> evaluate(Catalogue catalogue, Facts facts) {
        return Rules.byEntry().entrySet().stream()
                .map(e -> PciResult.of(catalogue.entry(e.getKey()), e.getValue().evaluate(facts)))
                .toList();
    }
}
