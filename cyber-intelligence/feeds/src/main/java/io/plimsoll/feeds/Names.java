package io.plimsoll.feeds;

import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.Ids;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which ids are names of the same vulnerability. CVE ids never merge with one another: two CVEs are two
/// vulnerabilities,
/// even if one record claims both as its names.
final class Names {
    private static final Comparator<String> BEST_KNOWN_FIRST =
            Comparator.comparing((String id) -> !id.startsWith("GHSA-")).thenComparing(Comparator.naturalOrder());

    private final Map<String, NavigableSet<String>> cvesOf = new HashMap<>();
    private final Map<String, NavigableSet<String>> othersOf = new TreeMap<>();

    /// Learns from one record.
    void learn(FeedAdvisory record) {
        Set<String> names = new HashSet<>(record.aliases());
        names.add(record.id());
        List<String> cves = names.stream().filter(Ids::isCve).toList();
        for (String name : names) {
            if (!Ids.isCve(name)) {
                cvesOf.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(cves);
                cves.forEach(cve ->
                        othersOf.computeIfAbsent(cve, _ -> new TreeSet<>()).add(name));
            }
        }
        if (cves.isEmpty()) {
            othersOf.computeIfAbsent(bestKnown(names), _ -> new TreeSet<>()).addAll(names);
        }
    }

    /// The ids of the vulnerabilities that a record is about: its CVEs, those its other names stand for, or what it
    /// bundles;
    /// failing all of that, its best-known name.
    Set<String> of(FeedAdvisory record) {
        Set<String> names = new HashSet<>(record.aliases());
        names.add(record.id());
        NavigableSet<String> cves = new TreeSet<>();
        names.stream().filter(Ids::isCve).forEach(cves::add);
        if (cves.isEmpty()) {
            names.forEach(name -> cves.addAll(cvesOf.getOrDefault(name, new TreeSet<>())));
        }
        if (cves.isEmpty()) {
            cves.addAll(record.upstream());
        }
        return cves.isEmpty() ? Set.of(bestKnown(names)) : cves;
    }

    /// The other names of a vulnerability, sorted.
    List<String> aliases(String id) {
        return othersOf.getOrDefault(id, new TreeSet<>()).stream()
                .filter(name -> !name.equals(id))
                .toList();
    }

    private static String bestKnown(Set<String> names) {
        return names.stream().min(BEST_KNOWN_FIRST).orElseThrow();
    }
}
