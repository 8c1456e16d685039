package io.plimsoll.center.compliance;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All entries, answered at one moment.
public record PciReport(Catalogue catalogue, Instant startedAt, Instant endedAt, List<PciResult> results) {
    public PciReport {
        results = List.copyOf(results);
    }

    /// How many entries have each verdict.
    public Map<PciVerdict, Integer> counts() {
        Map<PciVerdict, Integer> counts = new EnumMap<>(PciVerdict.class);
        results.forEach(r -> counts.merge(r.verdict(), 1, Integer::sum));
        return counts;
    }

    /// Passing entries of all that apply, 0 to 100 (catalogue, `rules`); 0 when nothing applies.
    public double percentPassing() {
        long applying = results.stream()
                .filter(r -> r.verdict() != PciVerdict.NOT_APPLICABLE)
                .count();
        long passing =
                results.stream().filter(r -> r.verdict() == PciVerdict.PASS).count();
        return applying == 0 ? 0 : 100.0 * passing / applying;
    }

    /// Over all results with their members and evidence.
    public Digest hash() {
        TextDigest digest = new TextDigest().add(catalogue.version()).add(startedAt);
        for (PciResult result : results) {
            digest.add(result.entry())
                    .add(result.verdict())
                    .add(result.reason())
                    .addAll(result.members())
                    .addAll(result.evidence());
        }
        return digest.digest();
    }
}
