package io.plimsoll.cli.scan;

import io.plimsoll.advisories.matching.NotAssessed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Packages of one ecosystem that the advisories cannot speak for, for one reason.
///
/// @param ecosystem such as `Debian:13` or `npm`
/// @param packages how many
/// @param reason why, one sentence
public record Unassessed(String ecosystem, int packages, String reason) {
    /// Groups single packages by ecosystem and cause; the first package's reason stands for its group.
    static List<Unassessed> groups(List<NotAssessed> packages) {
        Map<String, Unassessed> groups = new LinkedHashMap<>();
        for (NotAssessed one : packages) {
            groups.merge(
                    one.ecosystem() + " " + one.cause(),
                    new Unassessed(one.ecosystem(), 1, one.reason()),
                    (a, b) -> new Unassessed(a.ecosystem(), a.packages() + 1, a.reason()));
        }
        return List.copyOf(groups.values());
    }

    /// The group in a sentence.
    public String sentence() {
        return packages + (packages == 1 ? " package of " : " packages of ") + ecosystem + " not assessed: " + reason;
    }
}
