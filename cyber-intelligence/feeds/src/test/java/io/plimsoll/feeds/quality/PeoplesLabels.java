package io.plimsoll.feeds.quality;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.feeds.Inventories;
import io.plimsoll.model.Finding;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people said of other scanners' findings in real images (golden/matching/image-match-labels.tsv.gz):
/// each true or false. A row names neither ecosystem nor group, so it is asked of every language in which an
/// advisory of that id is about a package of that very name. Rows about distributions cannot be asked: no row
/// tells the release.
final class PeoplesLabels {
    static final String NAME = "people";

    /// What ecosystems are called where advisories are looked up.
    private static final Map<PackageType, String> LANGUAGES = new EnumMap<>(Map.of(
            PackageType.NPM, "npm",
            PackageType.MAVEN, "Maven",
            PackageType.PYPI, "PyPI",
            PackageType.GOLANG, "Go",
            PackageType.CARGO, "crates.io",
            PackageType.GEM, "RubyGems",
            PackageType.COMPOSER, "Packagist",
            PackageType.NUGET, "NuGet"));

    /// The rows of one vulnerability of one version, from several images and under several ids.
    private record Case(String name, String version, Set<String> ids, Set<String> verdicts) {}

    private final Bundle bundle;
    private final Map<String, List<String>> mavenNames;
    private final Map<String, Set<String>> idsAbout = new HashMap<>();

    private PeoplesLabels(Bundle bundle) {
        this.bundle = bundle;
        this.mavenNames = bundle.namesIn("Maven").stream()
                .collect(Collectors.groupingBy(name -> name.substring(name.indexOf(':') + 1)));
    }

    static List<Corpus> all(Bundle bundle) throws IOException {
        PeoplesLabels labels = new PeoplesLabels(bundle);
        List<Case> cases = cases();
        return LANGUAGES.entrySet().stream()
                .map(language -> labels.corpus(language.getKey(), language.getValue(), cases))
                .filter(corpus -> !corpus.inventory().packages().isEmpty())
                .toList();
    }

    private static List<Case> cases() throws IOException {
        Map<List<String>, Case> cases = new LinkedHashMap<>();
        for (List<String> row : Golden.rows("matching/image-match-labels.tsv.gz")) {
            Case one = cases.computeIfAbsent(
                    List.of(row.get(1), row.get(2), row.get(4)),
                    _ -> new Case(row.get(1), row.get(2), new HashSet<>(), new HashSet<>()));
            one.ids.addAll(row.subList(3, 5));
            one.verdicts.add(row.get(5));
        }
        return List.copyOf(cases.values());
    }

    private Corpus corpus(PackageType type, String ecosystem, List<Case> cases) {
        Set<SoftwarePackage> packages = new LinkedHashSet<>();
        List<Label> trueOnes = new ArrayList<>();
        List<Label> falseOnes = new ArrayList<>();
        for (Case one : cases) {
            Set<String> names = namesIn(ecosystem, one);
            if (!names.isEmpty()) {
                names.forEach(name -> packages.add(Inventories.language(type, name, one.version)));
                // Where the images differ, the version alone says yes, and something else of the image no.
                (one.verdicts.contains("TP") ? trueOnes : falseOnes)
                        .add(new Label(names, one.version, Set.copyOf(one.ids), null));
            }
        }
        Predicate<Finding> denied = finding -> falseOnes.stream().anyMatch(label -> label.isMetBy(finding));
        return new Corpus(
                type.purlType(), NAME, Inventories.of(null, List.copyOf(packages)), trueOnes, falseOnes.size(), denied);
    }

    /// The packages of that name that an advisory of that id is about: of Maven's, all whose artifact has the name.
    private Set<String> namesIn(String ecosystem, Case one) {
        List<String> names =
                ecosystem.equals("Maven") ? mavenNames.getOrDefault(one.name, List.of()) : List.of(one.name);
        return names.stream()
                .filter(name -> idsAbout(ecosystem, name).stream().anyMatch(one.ids::contains))
                .collect(Collectors.toSet());
    }

    private Set<String> idsAbout(String ecosystem, String name) {
        return idsAbout.computeIfAbsent(
                ecosystem + " " + name,
                _ -> bundle.statementsAbout(new AdvisedPackage(ecosystem, name)).stream()
                        .flatMap(statement -> bundle.advisory(statement.advisoryId()).stream())
                        .flatMap(advisory -> Stream.concat(Stream.of(advisory.id()), advisory.aliases().stream()))
                        .collect(Collectors.toSet()));
    }
}
