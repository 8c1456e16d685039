package io.plimsoll.feeds;

import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.Ids;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which ids are names of the same vulnerability. CVE ids never merge with one another: two CVEs are two
/// vulnerabilities, even if one record claims both as its names.
final class Names {
    private static final Comparator<String> BEST_KNOWN_FIRST =
            Comparator.comparing((String id) -> !id.startsWith("GHSA-")).thenComparing(Comparator.naturalOrder());

    private final Map<String, NavigableSet<String>> cvesOf = new HashMap<>();

    /// Learns from one record; all are learnt before the first question.
    void learn(FeedAdvisory record) {
        List<String> cves = names(record).filter(Ids::isCve).toList();
        names(record)
                .filter(name -> !Ids.isCve(name))
                .forEach(name ->
                        cvesOf.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(cves));
    }

    /// The ids of the vulnerabilities that a record is about: its CVEs, those its other names stand for, or
    /// what it bundles; failing all of that, its best-known name.
    Set<String> of(FeedAdvisory record) {
        NavigableSet<String> ids = new TreeSet<>();
        names(record).filter(Ids::isCve).forEach(ids::add);
        if (ids.isEmpty()) {
            names(record).forEach(name -> ids.addAll(cvesOf.getOrDefault(name, new TreeSet<>())));
        }
        if (ids.isEmpty()) {
            ids.addAll(record.upstream());
        }
        return ids.isEmpty() ? Set.of(names(record).min(BEST_KNOWN_FIRST).orElse(record.id())) : ids;
    }

    /// The other names that these records give one vulnerability, sorted. What bundles several is no name of any of
    /// them.
    static List<String> aliases(String id, Collection<FeedAdvisory> records) {
        return records.stream()
                .filter(record -> record.upstream().isEmpty())
                .flatMap(Names::names)
                .filter(name -> !Ids.isCve(name) && !name.equals(id))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> names(FeedAdvisory record) {
        return Stream.concat(Stream.of(record.id()), record.aliases().stream());
    }
}
