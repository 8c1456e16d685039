package io.plimsoll.advisories.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.BundleDiff.Addresses;
import io.plimsoll.advisories.bundle.BundleDiff.Change;
import io.plimsoll.advisories.bundle.BundleDiff.EndOfLife;
import io.plimsoll.advisories.bundle.BundleDiff.Kind;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Severity;
import io.plimsoll.model.Ssvc;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleDiffTest {
    private static final AdvisedPackage LEFT = new AdvisedPackage("npm", "left");
    private static final AdvisedPackage RIGHT = new AdvisedPackage("npm", "right");

    @TempDir
    Path folder;

    private static BundleFixture fixture() {
        return new BundleFixture().source("one").source("two");
    }

    private static Advisory advisory(String id, @Nullable Double epss, boolean kev) {
        return new Advisory(id, List.of(), "", "", List.of(new Cvss(5.0, "CVSS:3.1/x", "nvd")), kev, epss);
    }

    private static Statement word(String id, String source, String fixed) {
        return new Statement(
                id, id, source, Severity.HIGH, new Answer.Affected(List.of(VersionRange.before(fixed)), List.of()));
    }

    private BundleDiff diff(BundleFixture before, BundleFixture after) {
        before.write(folder.resolve("old"), BundleFixture.BUILT_AT);
        after.write(folder.resolve("new"), BundleFixture.BUILT_AT.plus(Duration.ofDays(1)));
        try (Bundle old = Bundle.open(folder.resolve("old"), before.trust());
                Bundle now = Bundle.open(folder.resolve("new"), after.trust())) {
            return BundleDiff.between(old, now);
        }
    }

    @Test
    void isEmptyBetweenBundlesThatSayTheSame() {
        BundleDiff diff = diff(
                fixture().says("npm", "left", word("CVE-2020-0002", "one", "1")),
                fixture().says("npm", "left", word("CVE-2020-0002", "one", "1")));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.movedProbabilities()).isZero();
        assertThat(diff.endsOfLife()).isEmpty();
        assertThat(diff.addresses()).isEmpty();
        assertThat(diff.after().builtAt()).isAfter(diff.before().builtAt());
    }

    @Test
    void namesWhatCameAndWentAndChangedWithSourcesAndPackages() {
        BundleDiff diff = diff(
                fixture()
                        .says("npm", "left", word("CVE-2020-0002", "one", "1"))
                        .says("npm", "left", word("CVE-2020-0003", "one", "1"))
                        .says("npm", "right", word("CVE-2020-0003", "two", "1"))
                        .says("npm", "right", word("CVE-2020-0009", "two", "1")),
                fixture()
                        .says("npm", "left", word("CVE-2020-0001", "two", "1"))
                        .says("npm", "left", word("CVE-2020-0003", "one", "1"))
                        .says("npm", "right", word("CVE-2020-0003", "two", "1.1"))
                        .says("npm", "right", word("CVE-2020-0009", "two", "1")));
        assertThat(diff.changes())
                .extracting(
                        Change::advisoryId, Change::kind, c -> c.sources().toString(), c -> List.copyOf(c.packages()))
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("CVE-2020-0001", Kind.ADDED, "[two]", List.of(LEFT)),
                        org.assertj.core.api.Assertions.tuple("CVE-2020-0002", Kind.WITHDRAWN, "[one]", List.of(LEFT)),
                        org.assertj.core.api.Assertions.tuple("CVE-2020-0003", Kind.CHANGED, "[two]", List.of(RIGHT)));
    }

    @Test
    void seesThatASourceOrAPackageCameBetween() {
        BundleDiff diff = diff(
                fixture().says("npm", "left", word("CVE-2020-0002", "two", "1")),
                new BundleFixture()
                        .source("new")
                        .source("one")
                        .source("two")
                        .says("npm", "before", word("CVE-2020-0001", "new", "1"))
                        .says("npm", "left", word("CVE-2020-0002", "two", "1")));
        assertThat(diff.changes()).extracting(Change::advisoryId).containsExactly("CVE-2020-0001");
    }

    @Test
    void countsProbabilitiesThatMovedAndNamesWhatElseChangedOfAnAdvisory() {
        BundleDiff diff = diff(
                fixture()
                        .advisory(advisory("CVE-2020-0001", 0.1, false))
                        .advisory(advisory("CVE-2020-0002", 0.1, false)),
                fixture()
                        .advisory(advisory("CVE-2020-0001", 0.2, false))
                        .advisory(advisory("CVE-2020-0002", 0.2, true)));
        assertThat(diff.movedProbabilities()).isEqualTo(1);
        assertThat(diff.changes())
                .singleElement()
                .satisfies(c -> assertThat(c.fields()).containsExactly("kev"));
    }

    @Test
    void namesAdvisoriesThatAreDecidedOtherwise() {
        Ssvc quiet = new Ssvc(Ssvc.Exploitation.NONE, false, false);
        Ssvc active = new Ssvc(Ssvc.Exploitation.ACTIVE, false, false);
        BundleDiff diff = diff(
                fixture()
                        .advisory(advisory("CVE-2020-0001", 0.1, false))
                        .advisory(advisory("CVE-2020-0002", 0.1, false))
                        .advisory(advisory("CVE-2020-0003", 0.1, false))
                        .decides("CVE-2020-0001", quiet)
                        .decides("CVE-2020-0002", quiet),
                fixture()
                        .advisory(advisory("CVE-2020-0001", 0.2, false))
                        .advisory(advisory("CVE-2020-0002", 0.1, false))
                        .advisory(advisory("CVE-2020-0003", 0.1, false))
                        .decides("CVE-2020-0001", quiet)
                        .decides("CVE-2020-0002", active)
                        .decides("CVE-2020-0003", active));
        assertThat(diff.movedProbabilities()).isEqualTo(1);
        assertThat(diff.changes()).extracting(Change::advisoryId).containsExactly("CVE-2020-0002", "CVE-2020-0003");
        assertThat(diff.changes()).allSatisfy(c -> assertThat(c.fields()).containsExactly("ssvc"));
    }

    @Test
    void tellsWhichReleasesEndOnAnotherDay() {
        LocalDate day = LocalDate.parse("2026-08-31");
        BundleDiff diff = diff(
                fixture()
                        .endOfLife("Debian:10", day)
                        .endOfLife("Debian:11", day)
                        .endOfLife("Debian:12", day),
                fixture()
                        .endOfLife("Debian:11", day)
                        .endOfLife("Debian:12", day.plusDays(1))
                        .endOfLife("Debian:13", day));
        assertThat(diff.endsOfLife())
                .containsExactly(
                        new EndOfLife("Debian:10", day, null),
                        new EndOfLife("Debian:12", day, day.plusDays(1)),
                        new EndOfLife("Debian:13", null, day));
        assertThat(diff.changes()).isEmpty();
    }

    @Test
    void countsAddressesThatCameAndWentListByList() {
        BundleDiff diff = diff(
                fixture()
                        .addresses(list("gone", "192.0.2.1"))
                        .addresses(list("moved", "192.0.2.1", "192.0.2.8", "2001:db8::1"))
                        .addresses(list("same", "192.0.2.1")),
                fixture()
                        .addresses(list("moved", "192.0.2.8", "203.0.113.0/24", "2001:db8::2"))
                        .addresses(list("new", "192.0.2.1", "192.0.2.8"))
                        .addresses(list("same", "192.0.2.1")));
        assertThat(diff.addresses())
                .containsExactly(
                        new Addresses("gone", Kind.WITHDRAWN, 0, 1, null),
                        new Addresses("moved", Kind.CHANGED, 2, 2, BundleFixture.BUILT_AT),
                        new Addresses("new", Kind.ADDED, 2, 0, BundleFixture.BUILT_AT));
    }

    private static AddressList list(String name, String... prefixes) {
        return new AddressList(
                name,
                "",
                BundleFixture.BUILT_AT,
                Stream.of(prefixes).map(AddressPrefix::parse).toList());
    }

    /// What a plain comparison of everything says, the walk says as well.
    @Test
    void agreesWithAComparisonOfEverything() {
        for (long seed = 0; seed < 20; seed++) {
            RandomBundles world = new RandomBundles(seed);
            BundleFixture before = world.on(2);
            BundleFixture after = world.on(3);
            List<AdvisedPackage> said = diff(before, after).changes().stream()
                    .flatMap(c -> c.packages().stream())
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(said).isEqualTo(differing(before, after));
        }
    }

    private List<AdvisedPackage> differing(BundleFixture before, BundleFixture after) {
        TreeMap<AdvisedPackage, List<Object>> all = new TreeMap<>();
        for (var side : List.of(before, after)) {
            Path file = folder.resolve(side == before ? "old" : "new");
            try (Bundle bundle = Bundle.open(file, side.trust())) {
                for (String ecosystem : List.of("npm", "Debian:12")) {
                    for (String name : bundle.namesIn(ecosystem)) {
                        AdvisedPackage advised = new AdvisedPackage(ecosystem, name);
                        all.computeIfAbsent(advised, _ -> new java.util.ArrayList<>())
                                .add(java.util.Set.copyOf(bundle.statementsAbout(advised)));
                    }
                }
            }
        }
        return all.entrySet().stream()
                .filter(e -> e.getValue().size() == 1
                        || !e.getValue().getFirst().equals(e.getValue().getLast()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
