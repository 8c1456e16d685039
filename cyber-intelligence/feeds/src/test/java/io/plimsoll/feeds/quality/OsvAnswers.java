package io.plimsoll.feeds.quality;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.feeds.Inventories;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What osv.dev answered (golden/matching/osv-api-answers.tsv). An answer is complete for the databases that osv.dev
/// answers from: what is in one of them and not in the answer is wrong, and so is anything where it found nothing.
final class OsvAnswers {
    private static final Map<String, PackageType> LANGUAGES = Map.of(
            "npm", PackageType.NPM,
            "Maven", PackageType.MAVEN,
            "PyPI", PackageType.PYPI,
            "Go", PackageType.GOLANG,
            "crates.io", PackageType.CARGO,
            "RubyGems", PackageType.GEM,
            "Packagist", PackageType.COMPOSER,
            "NuGet", PackageType.NUGET);

    private static final Map<String, Distribution> RELEASES = Map.of(
            "Debian:9", new Distribution("debian", "9", "stretch", ""),
            "Debian:10", new Distribution("debian", "10", "buster", ""),
            "Alpine:v3.10", new Distribution("alpine", "3.10.4", "", ""),
            "Ubuntu:20.04", new Distribution("ubuntu", "20.04", "focal", ""),
            "Ubuntu:20.04:LTS", new Distribution("ubuntu", "20.04", "focal", ""),
            "Ubuntu:22.04", new Distribution("ubuntu", "22.04", "jammy", ""));

    private static final Pattern LANGUAGE_DATABASE = Pattern.compile("(GHSA|GO|PYSEC|RUSTSEC)-.*");
    private static final Pattern RELEASE_DATABASE = Pattern.compile("CVE-.*");

    /// One row.
    private record Answer(SoftwarePackage software, Set<String> ids, Set<String> supported) {}

    private OsvAnswers() {}

    static List<Corpus> all(Bundle bundle) throws IOException {
        Map<String, List<List<String>>> byEcosystem = Golden.rows("matching/osv-api-answers.tsv").stream()
                .collect(Collectors.groupingBy(List::getFirst, LinkedHashMap::new, Collectors.toList()));
        List<Corpus> corpora = new ArrayList<>();
        byEcosystem.forEach((ecosystem, rows) -> {
            if (LANGUAGES.containsKey(ecosystem)) {
                PackageType type = LANGUAGES.get(ecosystem);
                corpora.add(corpus(
                        type.purlType(),
                        "osv.dev",
                        null,
                        rows.stream().map(row -> ofLanguage(type, row)).toList(),
                        LANGUAGE_DATABASE));
            } else if (RELEASES.containsKey(ecosystem)) {
                Distribution release = RELEASES.get(ecosystem);
                corpora.add(corpus(
                        release.id(),
                        "osv.dev, " + ecosystem,
                        release,
                        rows.stream()
                                .map(row -> ofRelease(row, release, bundle))
                                .toList(),
                        RELEASE_DATABASE));
            }
        });
        return corpora;
    }

    /// The ecosystems of the file that no corpus is made of.
    static Set<String> leftOut() throws IOException {
        return Golden.rows("matching/osv-api-answers.tsv").stream()
                .map(List::getFirst)
                .filter(one -> !LANGUAGES.containsKey(one) && !RELEASES.containsKey(one))
                .collect(Collectors.toSet());
    }

    private static Corpus corpus(
            String ecosystem,
            String name,
            @Nullable Distribution distribution,
            List<Answer> answers,
            Pattern database) {
        return new Corpus(
                ecosystem,
                name,
                Inventories.of(
                        distribution, answers.stream().map(Answer::software).toList()),
                answers.stream()
                        .flatMap(answer -> answer.supported.stream()
                                .map(id -> Label.of(answer.software.name(), answer.software.version(), id, null)))
                        .toList(),
                (int) answers.stream().filter(answer -> answer.ids.isEmpty()).count(),
                finding -> answers.stream()
                        .filter(answer -> answer.software.equals(finding.software()))
                        .anyMatch(answer -> denies(answer, finding, database)));
    }

    private static boolean denies(Answer answer, Finding finding, Pattern database) {
        List<String> names = Label.idsOf(finding)
                .filter(id -> database.matcher(id).matches())
                .toList();
        return answer.ids.isEmpty() || (!names.isEmpty() && names.stream().noneMatch(answer.ids::contains));
    }

    private static Answer ofLanguage(PackageType type, List<String> row) {
        return new Answer(Inventories.language(type, row.get(1), row.get(2)), ids(row.get(3)), ids(row.get(4)));
    }

    /// The file does not say which of a distribution's ids are in the feeds: those are, of which one speaks about the
    /// package. A notice stands for the vulnerabilities that it mends.
    private static Answer ofRelease(List<String> row, Distribution release, Bundle bundle) {
        String name = row.get(1);
        String version = row.get(2);
        Set<String> ids = ids(row.get(3)).stream()
                .map(id -> id.replaceFirst("^UBUNTU-(?=CVE-)", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> supported = new TreeSet<>();
        String ecosystem = row.get(0).matches("Ubuntu:\\d\\d\\.04") ? row.get(0) + ":LTS" : row.get(0);
        for (Statement statement : bundle.statementsAbout(new AdvisedPackage(ecosystem, name))) {
            if (ids.contains(statement.recordId()) || ids.contains(statement.advisoryId())) {
                supported.add(statement.advisoryId());
            }
        }
        ids.addAll(supported);
        SoftwarePackage software = release.id().equals("alpine")
                ? Inventories.apk(name, version, name)
                : Inventories.deb(name, version, name, version);
        return new Answer(software, ids, supported);
    }

    private static Set<String> ids(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
    }
}
