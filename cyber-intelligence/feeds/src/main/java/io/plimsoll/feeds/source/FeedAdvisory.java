package io.plimsoll.feeds.source;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.model.Severity;
import java.util.List;

/// One record of a source, in its own words; merging comes later.
///
/// @param id of the record
/// @param aliases other ids of the same vulnerability
/// @param upstream vulnerabilities that the record bundles, as a security notice of a distribution does; each
/// of them is a thing of its own
/// @param title one line; empty where there is none
/// @param published ISO 8601; empty where unknown
/// @param database whose word it is, such as `GHSA` or `DEBIAN`; the same word may reach us by several sources
/// @param retracted whether the source has taken it back
/// @param vectors that the record itself carries
public record FeedAdvisory(
        String id,
        List<String> aliases,
        List<String> upstream,
        String title,
        String published,
        String database,
        boolean retracted,
        List<Facts.Vector> vectors,
        List<Affected> affected) {
    public FeedAdvisory {
        aliases = List.copyOf(aliases);
        upstream = List.copyOf(upstream);
        vectors = List.copyOf(vectors);
        affected = List.copyOf(affected);
        Ids.check(id);
        aliases.forEach(Ids::check);
        upstream.forEach(Ids::check);
    }

    /// What the record says about one package.
    ///
    /// @param severity the source's own word; `UNKNOWN` where it gives none
    public record Affected(AdvisedPackage advised, Severity severity, Answer answer) {}
}
