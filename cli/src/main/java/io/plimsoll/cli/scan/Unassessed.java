package io.plimsoll.cli.scan;

import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.NotAssessed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Packages of one ecosystem that the advisories do not speak for, for one reason.
///
/// @param ecosystem such as `Debian:13` or `npm`
/// @param packages how many
/// @param reason why, one sentence
/// @param incomplete whether the scan is incomplete for it; not where nobody publishes advisories for such packages
public record Unassessed(String ecosystem, int packages, String reason, boolean incomplete) {
    /// All that a match left out.
    static List<Unassessed> of(MatchReport match) {
        List<Unassessed> all = new ArrayList<>(groups(match.notAssessed(), true));
        all.addAll(groups(match.unadvised(), false));
        return List.copyOf(all);
    }

    /// Groups single packages by ecosystem and cause; the first package's reason stands for its group.
    private static List<Unassessed> groups(List<NotAssessed> packages, boolean incomplete) {
        Map<String, Unassessed> groups = new LinkedHashMap<>();
        for (NotAssessed one : packages) {
            groups.merge(
                    one.ecosystem() + " " + one.cause(),
                    new Unassessed(one.ecosystem(), 1, one.reason(), incomplete),
                    (a, b) -> new Unassessed(a.ecosystem(), a.packages() + 1, a.reason(), incomplete));
        }
        return List.copyOf(groups.values());
    }

    /// The group in a sentence.
    public String sentence() {
        return packages + (packages == 1 ? " package of " : " packages of ") + ecosystem + " not assessed: " + reason;
    }
}
