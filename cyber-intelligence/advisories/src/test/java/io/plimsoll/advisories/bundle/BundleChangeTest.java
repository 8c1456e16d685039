package io.plimsoll.advisories.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleChangeTest {
    private static final Answer BEFORE_2 = new Answer.Affected(List.of(VersionRange.before("2")), List.of());
    private static final Answer BEFORE_3 = new Answer.Affected(List.of(VersionRange.before("3")), List.of());

    private final BundleFixture before = bundle();
    private final BundleFixture after = bundle();

    @TempDir
    private Path folder;

    @Test
    void theSameContentsChangeNothing() {
        both("npm", "left", says("CVE-1", BEFORE_2));
        assertThat(change()).isEqualTo(new BundleChange(Set.of(), Set.of()));
    }

    @Test
    void namesPackagesThatCameWentOrAreAnsweredOtherwise() {
        both("npm", "same", says("CVE-1", BEFORE_2));
        before.says("npm", "went", says("CVE-2", BEFORE_2));
        after.says("npm", "came", says("CVE-0", BEFORE_2));
        before.says("npm", "other", says("CVE-3", BEFORE_2));
        after.says("npm", "other", says("CVE-3", BEFORE_3));
        after.says("npm", "same too", says("CVE-1", BEFORE_2));
        before.says("npm", "same too", says("CVE-1", BEFORE_2));
        assertThat(change().packages())
                .containsExactlyInAnyOrder(
                        new AdvisedPackage("npm", "went"),
                        new AdvisedPackage("npm", "came"),
                        new AdvisedPackage("npm", "other"));
    }

    @Test
    void namesEveryPackageOfAVulnerabilityWhoseRiskIsAnotherOne() {
        before.advisory(advisory("CVE-1", false, 0.1)).advisory(advisory("CVE-2", false, 0.1));
        after.advisory(advisory("CVE-1", true, 0.1)).advisory(advisory("CVE-2", false, 0.9));
        both("npm", "a", says("CVE-1", BEFORE_2));
        both("npm", "b", says("CVE-1", BEFORE_2));
        both("npm", "c", says("CVE-2", BEFORE_2));
        assertThat(change().packages())
                .as("the probability alone does not count")
                .containsExactlyInAnyOrder(new AdvisedPackage("npm", "a"), new AdvisedPackage("npm", "b"));
    }

    @Test
    void namesEcosystemsWhoseCoverageIsAnotherOne() {
        before.covers("npm", Coverage.Extent.SAMPLE)
                .covers("PyPI", Coverage.Extent.FULL)
                .covers("Go", Coverage.Extent.FULL);
        after.covers("npm", Coverage.Extent.FULL)
                .covers("PyPI", Coverage.Extent.FULL)
                .covers("RubyGems", Coverage.Extent.FULL);
        assertThat(change().ecosystems()).containsExactlyInAnyOrder("npm", "Go", "RubyGems");
    }

    @Test
    void looksForArchivesWithoutGroupByTheirArtifact() {
        after.says("Maven", "org.a:left", says("CVE-1", BEFORE_2));
        assertThat(change().lookedUp())
                .containsExactlyInAnyOrder(
                        new AdvisedPackage("Maven", "org.a:left"), new AdvisedPackage("Maven", "left"));
    }

    private static BundleFixture bundle() {
        return new BundleFixture().source("OSV npm");
    }

    private void both(String ecosystem, String name, Statement statement) {
        before.says(ecosystem, name, statement);
        after.says(ecosystem, name, statement);
    }

    private static Statement says(String id, Answer answer) {
        return new Statement(id, id, "OSV npm", Severity.HIGH, answer);
    }

    private static Advisory advisory(String id, boolean kev, @Nullable Double epss) {
        return new Advisory(id, List.of(), "", "", List.of(new Cvss(5.0, "v", "nvd")), kev, epss);
    }

    private BundleChange change() {
        before.write(folder.resolve("before"), BundleFixture.BUILT_AT);
        after.write(folder.resolve("after"), BundleFixture.BUILT_AT);
        try (Bundle old = Bundle.open(folder.resolve("before"), before.trust());
                Bundle now = Bundle.open(folder.resolve("after"), after.trust())) {
            return BundleChange.between(old, now);
        }
    }
}
