package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.center.compliance.FeedEvidence;
import io.plimsoll.center.compliance.FeedFact;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands in the sources of the bundle in use.
final class IntelligenceEvidence implements FeedEvidence {
    private final Intelligence intelligence;

    IntelligenceEvidence(Intelligence intelligence) {
        this.intelligence = intelligence;
    }

    @Override
    public List<FeedFact> feeds(Instant at) {
        return intelligence.read(bundle -> bundle.stream()
                .flatMap(b -> b.sources().stream())
                .filter(source -> source.state() == SourceReport.State.READ)
                .map(source -> new FeedFact(source.name(), instant(source.date()), source.records()))
                .toList());
    }

    /// The moment that an ISO 8601 date or instant names at the latest; null if it names none.
    static @Nullable Instant instant(String date) {
        try {
            return date.length() == 10
                    ? LocalDate.parse(date)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusMillis(1)
                    : Instant.parse(date);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
