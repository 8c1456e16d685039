package io.plimsoll.feeds;

import io.plimsoll.feeds.fetch.Acceptance;
import io.plimsoll.feeds.fetch.Fetch;
import io.plimsoll.feeds.fetch.FetchOutcome;
import io.plimsoll.feeds.fetch.FetchPlan;
import io.plimsoll.feeds.fetch.FetchReport;
import io.plimsoll.feeds.fetch.FetchState;
import io.plimsoll.feeds.fetch.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Fetches what is newer and builds a bundle from what then lies in the folder. A source that could not be fetched goes
/// in as it last was, and the bundle says so.
public final class FeedUpdate {
    private FeedUpdate() {}

    /// What became of the sources, and what was made of them.
    public record Updated(FetchReport fetch, FeedReport build) {}

    /// @param folder of upstream files, kept from one update to the next
    /// @param output replaced in one step, or left as it was
    /// @throws FeedBuildException if no source gave a single advisory
    public static Updated update(FetchPlan plan, Path folder, Path output, SigningKey key, Surroundings surroundings)
            throws InterruptedException {
        FetchReport fetched = Fetch.fetch(plan, folder, FeedUpdate::accept, surroundings);
        Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Updated(
                fetched, FeedBuild.build(folder, output, key, now, remarks(fetched, FetchState.read(folder))));
    }

    /// A new file is good if the reader that it is for can read it. Readers that look for a file of a fixed name find
    /// none in the folder; that is no word on the new file.
    static Acceptance.Word accept(Path folder) {
        SortedMap<String, Optional<String>> tried = FeedBuild.tryOut(folder);
        List<String> readers = tried.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!readers.isEmpty()) {
            return new Acceptance.Word.Accepted(readers);
        }
        SortedMap<String, Optional<String>> absent = FeedBuild.tryOut(folder.resolveSibling("nothing"));
        String problems = tried.entrySet().stream()
                .filter(e -> !e.getValue().equals(absent.get(e.getKey())))
                .map(e -> e.getValue().orElseThrow())
                .collect(Collectors.joining("; "));
        return new Acceptance.Word.Refused(
                problems.isEmpty() ? "no reader looks for a file of that 'target'" : problems);
    }

    private static Map<String, String> remarks(FetchReport fetched, FetchState state) {
        Map<String, String> remarks = new HashMap<>();
        for (FetchOutcome outcome : fetched.outcomes()) {
            if (outcome instanceof FetchOutcome.Stale(String id, Instant lastGood, String problem)) {
                String remark = "not renewed since " + LocalDate.ofInstant(lastGood, ZoneOffset.UTC) + ": " + problem;
                state.of(id).readers().forEach(reader -> remarks.put(reader, remark));
            }
        }
        return remarks;
    }
}
