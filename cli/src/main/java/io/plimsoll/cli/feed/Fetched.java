package io.plimsoll.cli.feed;

import io.plimsoll.cli.Table;
import io.plimsoll.cli.Terminal;
import io.plimsoll.feeds.fetch.FetchOutcome;
import io.plimsoll.feeds.fetch.FetchReport;
import io.plimsoll.feeds.fetch.FetchState;
import java.time.Instant;
import java.util.stream.Collectors;

/// What became of upstream files, for a person.
final class Fetched {
    private Fetched() {}

    /// Of one update.
    static String text(FetchReport report) {
        long fresh = count(report, FetchOutcome.Fresh.class);
        long bytes = report.outcomes().stream()
                .mapToLong(o -> o instanceof FetchOutcome.Fresh f ? f.bytes() : 0)
                .sum();
        return report.outcomes().size() + " sources: " + fresh + " new (" + bytes / 1024 + " KiB), "
                + count(report, FetchOutcome.Unchanged.class) + " unchanged, "
                + count(report, FetchOutcome.Stale.class) + " kept as they were, "
                + count(report, FetchOutcome.Missing.class) + " missing\n";
    }

    private static long count(FetchReport report, Class<? extends FetchOutcome> kind) {
        return report.outcomes().stream().filter(kind::isInstance).count();
    }

    /// One line for each source that is not as new as its upstream.
    static String warnings(FetchReport report, Instant now) {
        return report.outcomes().stream()
                .map(outcome -> switch (outcome) {
                    case FetchOutcome.Fresh _, FetchOutcome.Unchanged _ -> "";
                    case FetchOutcome.Stale(String id, Instant lastGood, String problem) ->
                        warning(id + " is as of " + lastGood + ", " + Age.of(lastGood, now) + " ago: " + problem);
                    case FetchOutcome.Missing(String id, String problem) -> warning(id + " is missing: " + problem);
                })
                .collect(Collectors.joining());
    }

    private static String warning(String text) {
        return "Warning: " + Terminal.clean(text) + "\n";
    }

    /// What is remembered of earlier updates; empty if there were none.
    static String text(FetchState state, Instant now) {
        if (state.sources().isEmpty()) {
            return "";
        }
        Table table = new Table("FETCHED", "LAST GOOD", "AGE", "LAST ATTEMPT");
        state.sources()
                .forEach((id, s) -> table.row(
                        id,
                        s.goodAt() == null ? "never" : s.goodAt().toString(),
                        s.goodAt() == null ? "-" : Age.of(s.goodAt(), now),
                        s.problem().isEmpty() ? "good" : s.triedAt() + " failed: " + s.problem()));
        return table.text();
    }
}
