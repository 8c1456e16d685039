package io.plimsoll.cli.scan;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.matching.MatchReport;
import java.time.Instant;
import java.util.List;

/// Which intelligence bundle was used.
///
/// @param coverage ecosystems and releases that it speaks for, such as `Debian:12`
/// @param notes what it cannot know, one sentence each
public record UsedBundle(String digest, Instant builtAt, List<String> coverage, List<String> notes) {
    public UsedBundle {
        coverage = List.copyOf(coverage);
        notes = List.copyOf(notes);
    }

    static UsedBundle of(Bundle bundle, MatchReport match) {
        return new UsedBundle(
                bundle.identity().digest().toString(),
                bundle.identity().builtAt(),
                bundle.coverage().stream().map(Coverage::ecosystem).sorted().toList(),
                match.notes());
    }
}
