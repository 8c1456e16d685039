package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The labelled corpora beside the repository, held against a bundle built from the real feeds there: nothing that is
/// expected may be missed, and nothing else may be reported.
class GoldenMatchingIT {
    /// What a recipe, made from one feed, does not list though another feed rightly says so: GHSA-qppj-fm5r-hxr3.
    private static final Set<String> RIGHT_BY_ANOTHER_FEED = Set.of("golang.org/x/net CVE-2023-44487");

    /// Names that no feed here knows for what it tells of, and what it calls it: the tables of GitHub's database that
    /// are here bear the CVE alone.
    private static final Map<String, String> UNKNOWN_NAMES = Map.of("GHSA-5crp-9r3c-p9vr", "CVE-2024-21907");

    /// What Alpine's database for 3.10, as it is here, does not tell of.
    private static final Set<String> IN_NO_FEED = Set.of("libcrypto1.1 CVE-2019-1551", "libssl1.1 CVE-2019-1551");

    /// The feed says it of `stdlib`, no recorded answer names it at all: presumably it was added since.
    private static final String NEWER_THAN_THE_ANSWERS = "GO-2026-5026";

    @TempDir
    static Path folder;

    private static FeedReport report;
    private static Bundle bundle;

    @BeforeAll
    static void buildTheBundle() {
        Path feeds = SharedData.at("feeds");
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        Path file = folder.resolve("shared.bundle");
        report = FeedBuild.build(feeds, file, key, Instant.parse("2026-11-23T00:00:00Z"));
        bundle = Bundle.open(file, BundleTrust.in(List.of(key.publicKey())));
    }

    @AfterAll
    static void closeTheBundle() {
        if (bundle != null) {
            bundle.close();
        }
    }

    @Test
    void readsEveryRealSource() {
        report.sources().forEach(System.out::println);
        System.out.printf(
                "bundle: %d advisories, %d packages, %d bytes, %.0f bytes per advisory%n",
                report.advisories(), report.packages(), report.bytes(), (double) report.bytes() / report.advisories());
        assertThat(report.sources())
                .allSatisfy(
                        source -> assertThat(source.state()).as(source.name()).isEqualTo(SourceReport.State.READ));
        assertThat(bundle.coverageOf("Debian:12")).isPresent();
        assertThat(bundle.coverageOf("Ubuntu:22.04:LTS")).isPresent();
        assertThat(bundle.coverageOf("Rocky Linux:9"))
                .as("a sample covers nothing")
                .isEmpty();
    }

    /// The tracker: `bionic_openssl: ignored (end of standard support)`, `bionic_curl: ignored (end of standard
    /// support,
    /// was needed)`, and fixes for both in `esm-infra/bionic`.
    @Test
    void namesTheFixesThatOnlyUbuntuProHas() {
        assertThat(ofBionic("openssl", "1.1.1-1ubuntu2.1~18.04.23", "CVE-2023-3446"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.status()).isEqualTo(FindingStatus.AFFECTED);
                    assertThat(finding.fixedVersions()).isEmpty();
                    assertThat(finding.why())
                            .endsWith("; no fix without Ubuntu Pro, which has it in 1.1.1-1ubuntu2.1~18.04.23+esm3");
                });
        assertThat(ofBionic("curl", "7.58.0-2ubuntu3.24", "CVE-2023-28321"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.status()).isEqualTo(FindingStatus.WILL_NOT_FIX);
                    assertThat(finding.why())
                            .endsWith("; no fix without Ubuntu Pro, which has it in 7.58.0-2ubuntu3.24+esm1");
                });
        assertThat(ofBionic("openssl", "1.1.1-1ubuntu2.1~18.04.23+esm1", "CVE-2023-3446"))
                .singleElement()
                .extracting(Finding::fixedVersions)
                .isEqualTo(List.of("1.1.1-1ubuntu2.1~18.04.23+esm3"));
        assertThat(ofBionic("openssl", "1.1.1-1ubuntu2.1~18.04.23+esm3", "CVE-2023-3446"))
                .isEmpty();
    }

    private static List<Finding> ofBionic(String source, String version, String id) {
        Distribution bionic = new Distribution("ubuntu", "18.04", "bionic", "Ubuntu 18.04.6 LTS");
        SoftwarePackage software = Inventories.deb(source, version, source, version);
        return Matcher.match(Inventories.of(bionic, List.of(software)), bundle).findings().stream()
                .filter(finding -> finding.id().equals(id))
                .toList();
    }

    @Test
    void findsWhatTheNpmRecipeExpects() throws IOException {
        checkRecipe("npm", Inventories::npm);
    }

    @Test
    void findsWhatTheMavenRecipeExpects() throws IOException {
        checkRecipe("maven", Inventories::maven);
    }

    @Test
    void findsWhatThePythonRecipeExpects() throws IOException {
        checkNamed("pypi", PackageType.PYPI, "osv-PyPI");
    }

    @Test
    void findsWhatTheGoRecipeExpects() throws IOException {
        checkNamed("go", PackageType.GOLANG, "osv-Go");
    }

    @Test
    void findsWhatTheRustRecipeExpects() throws IOException {
        checkNamed("crates", PackageType.CARGO, "osv-crates.io");
    }

    @Test
    void findsWhatTheNuGetRecipeExpects() throws IOException {
        checkNamed("nuget", PackageType.NUGET, "ghsa-csv");
    }

    @Test
    void findsWhatTheComposerRecipeExpects() throws IOException {
        checkIds("composer", PackageType.COMPOSER, "friendsofphp");
    }

    @Test
    void findsWhatTheRubyGemsRecipeExpects() throws IOException {
        checkIds("rubygems", PackageType.GEM, "ruby-advisory-db");
    }

    /// These recipes repeat the feed's text where others name the fix.
    private static void checkIds(String recipe, PackageType type, String feed) throws IOException {
        MatchReport matched = matchedRecipe(recipe, (name, version) -> Inventories.language(type, name, version));
        assertThat(matched.notAssessed()).isEmpty();
        check(
                "recipe " + recipe,
                expectedOfRecipe(recipe, feed, row -> row.get(0) + " " + row.get(2)),
                found(matched, f -> f.software().name() + " " + f.id()));
    }

    private static void checkNamed(String recipe, PackageType type, String feed) throws IOException {
        checkNamed(
                "recipe " + recipe,
                expectedOfRecipe(recipe, feed, GoldenMatchingIT::withFix),
                matchedRecipe(recipe, (name, version) -> Inventories.language(type, name, version)));
    }

    @Test
    void findsWhatTheAlmaLinuxRootExpects() throws IOException {
        List<SoftwarePackage> packages = rows("golden/pkgdb/rpm/almalinux-9-built/expected.tsv").stream()
                .map(row -> Inventories.rpm(
                        row.get(0),
                        (row.get(1).equals("(none)") ? "" : row.get(1) + ":") + row.get(2) + "-" + row.get(3)))
                .toList();
        Set<String> expected = rows("golden/pkgdb/rpm/almalinux-9-built/expected-findings.tsv").stream()
                .map(GoldenMatchingIT::withFix)
                .collect(Collectors.toCollection(TreeSet::new));
        Distribution almaLinux = new Distribution("almalinux", "9.4", "", "AlmaLinux 9.4 (Seafoam Ocelot)");
        checkNamed("AlmaLinux 9", expected, Matcher.match(Inventories.of(almaLinux, packages), bundle));
    }

    /// Each expected row is one name of a finding with the fix; each finding must bear the name of a row.
    private static void checkNamed(String what, Set<String> expected, MatchReport matched) {
        Set<String> met = new TreeSet<>();
        List<String> unexpected = new ArrayList<>();
        for (Finding finding : matched.findings()) {
            List<String> rows = Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
                    .flatMap(id -> Stream.concat(finding.fixedVersions().stream(), Stream.of(""))
                            .map(fix -> finding.software().name() + " " + id + " fixed " + fix))
                    .filter(expected::contains)
                    .toList();
            met.addAll(rows);
            if (rows.isEmpty()
                    && !RIGHT_BY_ANOTHER_FEED.contains(finding.software().name() + " " + finding.id())) {
                unexpected.add(finding.software().name() + " " + finding.id() + " " + finding.aliases() + " "
                        + finding.fixedVersions() + " " + finding.why());
            }
        }
        int findings = matched.findings().size();
        System.out.printf(
                "%s: expected %d, met %d, findings %d, recall %.3f, precision %.3f%n",
                what,
                expected.size(),
                met.size(),
                findings,
                (double) met.size() / expected.size(),
                (double) (findings - unexpected.size()) / findings);
        assertThat(matched.notAssessed()).isEmpty();
        assertThat(expected).isNotEmpty();
        assertThat(expected.stream().filter(row -> !met.contains(row)))
                .as("missed")
                .isEmpty();
        assertThat(unexpected).isEmpty();
    }

    private interface Maker {
        SoftwarePackage make(String name, String version);
    }

    private static void checkRecipe(String recipe, Maker maker) throws IOException {
        MatchReport matched = matchedRecipe(recipe, maker);
        assertThat(matched.notAssessed()).isEmpty();
        check(
                "recipe " + recipe,
                expectedOfRecipe(recipe, "ghsa-csv", GoldenMatchingIT::withFix),
                found(matched, GoldenMatchingIT::withFix));
    }

    private static MatchReport matchedRecipe(String recipe, Maker maker) throws IOException {
        List<SoftwarePackage> packages = rows("golden/recipes/" + recipe + "-packages.tsv").stream()
                .map(row -> maker.make(row.get(0), row.get(1)))
                .toList();
        return Matcher.match(Inventories.of(null, packages), bundle);
    }

    private static Set<String> expectedOfRecipe(String recipe, String feed, Function<List<String>, String> form)
            throws IOException {
        return rows("golden/recipes/" + recipe + "-expected.tsv").stream()
                .filter(row -> row.get(4).equals(feed))
                .map(form)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withFix(List<String> recipeRow) {
        return recipeRow.get(0) + " " + recipeRow.get(2) + " fixed " + recipeRow.get(3);
    }

    private static String withFix(Finding finding) {
        return finding.software().name() + " " + finding.id() + " fixed "
                + finding.fixedVersions().stream().findFirst().orElse("");
    }

    private static Set<String> found(MatchReport matched, Function<Finding, String> form) {
        return matched.findings().stream().map(form).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void findsWhatTheBookwormRootExpects() throws IOException {
        List<SoftwarePackage> packages = rows("golden/pkgdb/dpkg/debian-12-bookworm-main/expected.tsv").stream()
                .filter(row -> row.get(0).charAt(1) == 'i')
                .map(row -> Inventories.deb(row.get(1), row.get(2), row.get(4), row.get(5)))
                .toList();
        Set<String> expected = rows("golden/pkgdb/dpkg/debian-12-bookworm-main/expected-findings.tsv").stream()
                .map(row -> row.get(0) + " " + row.get(4) + " fixed " + row.get(5))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).hasSize(106);
        assertThat(expected).hasSize(46);
        MatchReport matched = Matcher.match(Inventories.of(Inventories.BOOKWORM, packages), bundle);
        Set<String> found = found(matched, GoldenMatchingIT::withFix);
        assertThat(matched.notAssessed()).isEmpty();
        assertThat(matched.notes()).anyMatch(note -> note.contains("without a fix are not listed"));
        check("bookworm main", expected, found);
    }

    @Test
    void findsTheAgedPackagesOfTheSecondImage() {
        MatchReport matched = Matcher.match(
                Inventories.of(
                        Inventories.BOOKWORM,
                        List.of(
                                Inventories.deb("libc6", "2.36-9+deb12u7", "glibc", "2.36-9+deb12u7"),
                                Inventories.deb("curl", "7.88.1-10+deb12u5", "curl", "7.88.1-10+deb12u5"),
                                Inventories.deb("libexpat1", "2.5.0-1+deb12u2", "expat", "2.5.0-1+deb12u2"))),
                bundle);
        assertThat(idsOf(matched, "libc6")).contains("CVE-2025-0395", "CVE-2025-4802", "CVE-2025-8058");
        assertThat(idsOf(matched, "curl")).contains("CVE-2024-2004", "CVE-2024-2398", "CVE-2024-7264");
        assertThat(idsOf(matched, "libexpat1")).contains("CVE-2024-28757");
    }

    private static Set<String> idsOf(MatchReport report, String name) {
        return report.findings().stream()
                .filter(f -> f.software().name().equals(name))
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    @Test
    void findsWhatTheAlpineRootsExpect() throws IOException {
        for (String root : List.of("alpine-3.10-image", "alpine-3.10-older-versions")) {
            List<SoftwarePackage> packages = rows("golden/pkgdb/apk/" + root + "/expected.tsv").stream()
                    .map(row -> Inventories.apk(row.get(0), row.get(1), row.get(3)))
                    .toList();
            Set<String> expected = rows("golden/pkgdb/apk/" + root + "/expected-findings-secdb-2020-06.tsv").stream()
                    .map(row -> row.get(0) + " " + row.get(3) + " fixed " + row.get(4))
                    .collect(Collectors.toCollection(TreeSet::new));
            Distribution alpine = new Distribution("alpine", "3.10.4", "", "Alpine Linux v3.10");
            MatchReport matched = Matcher.match(Inventories.of(alpine, packages), bundle);
            Set<String> found = found(matched, GoldenMatchingIT::withFix);
            assertThat(matched.notAssessed()).isEmpty();
            check(root, expected, found);
        }
    }

    /// One row of what osv.dev answered.
    private record OsvAnswer(SoftwarePackage software, Set<String> ids, Set<String> idsInSharedFeeds) {
        private static final Pattern DATABASE = Pattern.compile("(GHSA|GO|PYSEC|RUSTSEC)-");
        private static final Map<String, PackageType> TYPES = Map.of(
                "npm", PackageType.NPM,
                "Maven", PackageType.MAVEN,
                "PyPI", PackageType.PYPI,
                "Go", PackageType.GOLANG,
                "crates.io", PackageType.CARGO,
                "NuGet", PackageType.NUGET);

        static Stream<OsvAnswer> of(List<String> row) {
            PackageType type = TYPES.get(row.get(0));
            return type == null
                    ? Stream.empty()
                    : Stream.of(new OsvAnswer(
                            Inventories.language(type, row.get(1), row.get(2)), ids(row.get(3)), ids(row.get(4))));
        }

        private static Set<String> ids(String joined) {
            return joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
        }

        /// Wrong if osv.dev found nothing at all, or none of the finding's names in the databases that it answers from.
        boolean contradicts(Finding finding) {
            List<String> names = finding.aliases().stream()
                    .filter(alias -> DATABASE.matcher(alias).lookingAt())
                    .toList();
            if (names.contains(NEWER_THAN_THE_ANSWERS)) {
                return false;
            }
            return ids.isEmpty() || (!names.isEmpty() && names.stream().noneMatch(ids::contains));
        }
    }

    @Test
    void answersAsOsvDevDid() throws IOException {
        List<OsvAnswer> answers = rows("golden/matching/osv-api-answers.tsv").stream()
                .flatMap(OsvAnswer::of)
                .toList();
        Set<String> expected = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        Set<String> unexpected = new TreeSet<>();
        for (OsvAnswer answer : answers) {
            String software = answer.software.name() + " " + answer.software.version() + " ";
            answer.idsInSharedFeeds.forEach(id -> expected.add(software + id));
            for (Finding finding : Matcher.match(Inventories.of(null, List.of(answer.software)), bundle)
                    .findings()) {
                finding.aliases().forEach(id -> found.add(software + id));
                found.add(software + finding.id());
                if (answer.contradicts(finding)) {
                    unexpected.add(software + finding.id() + " " + finding.why());
                }
            }
        }
        System.out.printf(
                "osv.dev: %d packages, expected %d ids, missed %d, unexpected %d%n",
                answers.size(),
                expected.size(),
                expected.stream().filter(e -> !found.contains(e)).count(),
                unexpected.size());
        assertThat(expected).isNotEmpty();
        assertThat(found).containsAll(expected);
        assertThat(unexpected).isEmpty();
    }

    /// What another scanner finds in whole images: the packages are those of the image, the fix is ours.
    @ParameterizedTest
    @CsvSource({
        "ubuntu, 18.04, bionic, ubuntu-18.04, ubuntu-1804",
        "alpine, 3.10.2, '', alpine-310, alpine-310",
    })
    void findsWhatAnotherScannerFindsInImages(String id, String version, String codename, String list, String answer)
            throws IOException {
        List<SoftwarePackage> packages = new ArrayList<>();
        for (JsonNode one : json("os-package-lists/" + list + ".json.golden")) {
            String source = one.path("SrcName").asString();
            String installed = one.path("Version").asString();
            packages.add(
                    id.equals("alpine")
                            ? Inventories.apk(one.path("Name").asString(), installed, source)
                            : Inventories.deb(
                                    one.path("Name").asString(),
                                    installed,
                                    source,
                                    one.path("SrcVersion").asString()));
        }
        Distribution distribution = new Distribution(id, version, codename, "");
        contains(answer, "os-images/" + answer, Matcher.match(Inventories.of(distribution, packages), bundle));
    }

    @ParameterizedTest
    @CsvSource({
        "composer/composer.lock, COMPOSER",
        "dotnet/dotnet, NUGET",
        "gomod/gomod, GOLANG",
        "gradle/gradle, MAVEN",
        "npm/npm-with-dev, NPM",
        "nuget/nuget, NUGET",
        "pip/pip, PYPI",
        "pipenv/pipenv, PYPI",
        "pnpm/pnpm, NPM",
        "pom/pom, MAVEN",
    })
    void findsWhatAnotherScannerFindsInFolders(String answer, PackageType type) throws IOException {
        List<SoftwarePackage> packages = new ArrayList<>();
        for (JsonNode one : vulnerabilities("repo/" + answer)) {
            packages.add(Inventories.language(
                    type, one.path("package").asString(), one.path("installed").asString()));
        }
        contains(
                answer,
                "repo/" + answer,
                Matcher.match(Inventories.of(null, packages.stream().distinct().toList()), bundle));
    }

    private static void contains(String what, String answer, MatchReport matched) throws IOException {
        Set<String> found = matched.findings().stream()
                .flatMap(finding -> Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
                        .map(id -> finding.software().name() + " " + id))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>();
        for (JsonNode one : vulnerabilities(answer)) {
            String id = one.path("id").asString();
            expected.add(one.path("package").asString() + " " + UNKNOWN_NAMES.getOrDefault(id, id));
        }
        expected.removeAll(IN_NO_FEED);
        System.out.printf(
                "%s: expected %d, missed %s, findings %d, not assessed %d%n",
                what,
                expected.size(),
                expected.stream().filter(one -> !found.contains(one)).toList(),
                matched.findings().size(),
                matched.notAssessed().size());
        assertThat(expected).isNotEmpty();
        assertThat(found).containsAll(expected);
    }

    private static List<JsonNode> vulnerabilities(String answer) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode result : json(answer + ".expected.json").path("results")) {
            result.path("vulnerabilities").forEach(all::add);
        }
        return all;
    }

    private static JsonNode json(String path) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(Files.readString(SharedData.at("golden/trivy-integration/" + path)));
    }

    private static void check(String what, Set<String> expected, Set<String> found) {
        long hits = found.stream().filter(expected::contains).count();
        System.out.printf(
                "%s: expected %d, found %d, recall %.3f, precision %.3f%n",
                what, expected.size(), found.size(), (double) hits / expected.size(), (double) hits / found.size());
        assertThat(expected.stream().filter(e -> !found.contains(e)))
                .as("missed")
                .isEmpty();
        assertThat(found.stream().filter(f -> !expected.contains(f)))
                .as("unexpected")
                .isEmpty();
    }

    private static List<List<String>> rows(String path) throws IOException {
        try (Stream<String> lines = Files.lines(SharedData.at(path))) {
            return lines.skip(1).map(line -> List.of(line.split("\t", -1))).toList();
        }
    }
}
