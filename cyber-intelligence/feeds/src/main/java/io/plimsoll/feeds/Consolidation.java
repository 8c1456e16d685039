package io.plimsoll.feeds;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.cvss.Scores;
import io.plimsoll.feeds.endoflife.KnownReleases;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.model.Ssvc;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Merges what the sources say: one advisory per vulnerability under its best name, and about each package each
/// word once. Sources are added in the order of their authority.
final class Consolidation {
    private static final Facts.Description UNDESCRIBED = new Facts.Description("", "");

    /// Databases that gather what others found.
    private static final Set<String> SECOND_HAND = Set.of("GITLAB", "NSWG");

    /// Databases whose records may have no id that others know.
    private static final Set<String> NAMELESS = Set.of("GITLAB", "NSWG", "FRIENDSOFPHP");

    private record Sourced(String source, FeedAdvisory advisory) {}

    /// One record's word on one package and vulnerability.
    private record Word(String source, FeedAdvisory advisory, FeedAdvisory.Affected affected) {
        boolean isSecondHand() {
            return SECOND_HAND.contains(advisory.database());
        }

        Statement toStatement(String advisoryId, Answer answer) {
            return new Statement(advisoryId, advisory.id(), source, affected.severity(), answer);
        }
    }

    /// What is merged into one advisory.
    record Result(List<Advisory> advisories, Map<AdvisedPackage, List<Statement>> statements) {}

    /// How CISA weighs vulnerabilities, by CVE id.
    Map<String, Ssvc> decisions() {
        return decisions;
    }

    /// What the program knows of itself, and what sources know better.
    SortedMap<String, LocalDate> endsOfLife() {
        return endsOfLife;
    }

    /// A list that does not date itself counts from when the bundle is built.
    List<AddressList> addresses(Instant builtAt) {
        return addresses.stream()
                .map(list -> new AddressList(
                        list.name(), list.licence(), dated(list, builtAt).plus(list.timeToLive()), list.prefixes()))
                .toList();
    }

    private static Instant dated(Facts.Addresses list, Instant builtAt) {
        return list.date().isEmpty()
                ? builtAt
                : LocalDate.parse(list.date()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private final Names names = new Names();
    private final List<Sourced> records = new ArrayList<>();
    private final Set<String> exploited = new HashSet<>();
    private final Map<String, Double> probabilities = new HashMap<>();
    private final Map<String, List<Facts.Vector>> vectors = new HashMap<>();

    private final Map<String, Facts.Description> descriptions = new HashMap<>();
    private final Map<String, Ssvc> decisions = new HashMap<>();
    private final SortedMap<String, LocalDate> endsOfLife = new TreeMap<>(KnownReleases.endsOfLife());
    private final List<Facts.Addresses> addresses = new ArrayList<>();

    void add(String source, Facts facts) {
        switch (facts) {
            case Facts.Advisories advisories ->
                advisories.advisories().forEach(advisory -> {
                    names.learn(advisory);
                    records.add(new Sourced(source, advisory));
                });
            case Facts.Exploited known -> exploited.addAll(known.ids());
            case Facts.Probabilities known -> probabilities.putAll(known.byId());
            case Facts.Vectors known -> known.byId().forEach(this::addVectors);
            case Facts.Descriptions known -> known.byId().forEach(descriptions::putIfAbsent);
            case Facts.EndsOfLife known -> endsOfLife.putAll(known.byRelease());
            case Facts.Decisions known -> decisions.putAll(known.byId());
            case Facts.Addresses list -> addresses.add(list);
            case Facts.Several several -> several.facts().forEach(more -> add(source, more));
        }
    }

    private void addVectors(String id, List<Facts.Vector> more) {
        vectors.computeIfAbsent(id, _ -> new ArrayList<>(2)).addAll(more);
    }

    Result result() {
        Map<AdvisedPackage, Map<String, List<Word>>> words = new TreeMap<>();
        Map<String, List<FeedAdvisory>> live = new TreeMap<>();
        for (Sourced record : records) {
            for (String id : names.of(record.advisory)) {
                if (!record.advisory.retracted()) {
                    live.computeIfAbsent(id, _ -> new ArrayList<>()).add(record.advisory);
                }
                for (FeedAdvisory.Affected affected : record.advisory.affected()) {
                    words.computeIfAbsent(affected.advised(), _ -> new TreeMap<>())
                            .computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(new Word(record.source, record.advisory, affected));
                }
            }
        }
        silenceSecondHand(words);
        Map<AdvisedPackage, List<Statement>> statements = statements(words);
        Set<String> spokenOf = new HashSet<>();
        statements.values().forEach(list -> list.forEach(s -> spokenOf.add(s.advisoryId())));
        List<Advisory> advisories = live.entrySet().stream()
                .filter(entry -> spokenOf.contains(entry.getKey()))
                .map(entry -> advisory(entry.getKey(), entry.getValue()))
                .toList();
        return new Result(advisories, statements);
    }

    /// A package that another database follows is judged by it, and so is a vulnerability that one has tied to other
    /// packages of the ecosystem, or has taken back. What second-hand databases say counts for the rest.
    private static void silenceSecondHand(Map<AdvisedPackage, Map<String, List<Word>>> words) {
        Set<AdvisedPackage> followed = new HashSet<>();
        Set<List<String>> judged = new HashSet<>();
        words.forEach((advised, byAdvisory) -> byAdvisory.forEach((id, said) -> {
            if (!said.stream().allMatch(Word::isSecondHand)) {
                followed.add(advised);
                judged.add(List.of(advised.ecosystem(), id));
            }
        }));
        words.forEach((advised, byAdvisory) -> byAdvisory.forEach((id, said) -> {
            if (followed.contains(advised) || judged.contains(List.of(advised.ecosystem(), id))) {
                said.removeIf(Word::isSecondHand);
            }
        }));
    }

    private static Map<AdvisedPackage, List<Statement>> statements(Map<AdvisedPackage, Map<String, List<Word>>> words) {
        Map<AdvisedPackage, List<Statement>> statements = new TreeMap<>();
        words.forEach((advised, byAdvisory) -> {
            List<Statement> about = new ArrayList<>();
            byAdvisory.keySet().removeAll(doubles(byAdvisory));
            byAdvisory.forEach((id, said) -> about.addAll(statements(id, said)));
            if (!about.isEmpty()) {
                statements.put(advised, about);
            }
        });
        return statements;
    }

    /// Ids without a CVE, of databases that carry what others found, whose fixes are all fixes of one other
    /// vulnerability of the package: the same thing under a name of its own.
    private static Set<String> doubles(Map<String, List<Word>> byAdvisory) {
        Set<String> doubles = new HashSet<>();
        byAdvisory.forEach((id, words) -> {
            Set<String> fixes = fixes(words);
            if (!fixes.isEmpty()
                    && !Ids.isCve(id)
                    && words.stream().allMatch(w -> NAMELESS.contains(w.advisory.database()))
                    && byAdvisory.entrySet().stream()
                            .anyMatch(other -> isWellKnown(other.getKey())
                                    && fixes(other.getValue()).containsAll(fixes))) {
                doubles.add(id);
            }
        });
        return doubles;
    }

    private static boolean isWellKnown(String id) {
        return Ids.isCve(id) || id.startsWith("GHSA-");
    }

    private static Set<String> fixes(List<Word> words) {
        return words.stream()
                .flatMap(word -> word.affected.answer() instanceof Answer.Affected affected
                        ? affected.ranges().stream().flatMap(range -> range.fixed().stream())
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    /// Of each database's word only the form that the first source carries; nothing of it if that source took it back.
    private static List<Statement> statements(String advisoryId, List<Word> words) {
        Map<String, String> sourceOf = new HashMap<>();
        Map<String, List<Word>> byRecord = new LinkedHashMap<>();
        for (Word word : words) {
            String first = sourceOf.computeIfAbsent(word.advisory.database(), _ -> word.source);
            if (first.equals(word.source) && !word.advisory.retracted()) {
                byRecord.computeIfAbsent(word.source + '\0' + word.advisory.id(), _ -> new ArrayList<>())
                        .add(word);
            }
        }
        return byRecord.values().stream()
                .flatMap(same -> oneStatement(advisoryId, same).stream())
                .toList();
    }

    /// Ranges of one record about one package are one answer, in however many rows they came.
    private static List<Statement> oneStatement(String advisoryId, List<Word> same) {
        Set<VersionRange> ranges = new LinkedHashSet<>();
        Set<String> versions = new LinkedHashSet<>();
        List<Statement> statements = new ArrayList<>();
        for (Word word : same) {
            if (word.affected.answer() instanceof Answer.Affected(List<VersionRange> r, List<String> v)) {
                ranges.addAll(r);
                versions.addAll(v);
            } else {
                statements.add(word.toStatement(advisoryId, word.affected.answer()));
            }
        }
        if (!ranges.isEmpty() || !versions.isEmpty()) {
            Answer merged = new Answer.Affected(List.copyOf(ranges), List.copyOf(versions));
            statements.add(same.getFirst().toStatement(advisoryId, merged));
        }
        return statements;
    }

    private Advisory advisory(String id, List<FeedAdvisory> records) {
        List<Facts.Vector> known = new ArrayList<>(vectors.getOrDefault(id, List.of()));
        records.stream().filter(r -> r.upstream().isEmpty()).forEach(r -> known.addAll(r.vectors()));
        Facts.Description described = descriptions.getOrDefault(id, UNDESCRIBED);
        return new Advisory(
                id,
                Names.aliases(id, records),
                first(records, FeedAdvisory::title).orElse(described.title()),
                first(records, FeedAdvisory::published).orElse(described.published()),
                Scores.of(known),
                exploited.contains(id),
                probabilities.get(id));
    }

    private static Optional<String> first(List<FeedAdvisory> records, Function<FeedAdvisory, String> field) {
        return records.stream().map(field).filter(text -> !text.isEmpty()).findFirst();
    }
}
