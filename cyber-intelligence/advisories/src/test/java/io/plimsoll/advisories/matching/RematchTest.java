package io.plimsoll.advisories.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleFixture;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RematchTest {
    private final BundleFixture before = new BundleFixture().source("OSV npm");
    private final BundleFixture after = new BundleFixture().source("OSV npm");

    @TempDir
    private Path folder;

    @Test
    void asksNothingOfBundlesThatSayTheSame() {
        before.says("npm", "left", fixedIn("CVE-1", "2"));
        after.says("npm", "left", fixedIn("CVE-1", "2"));
        rematch(rematch -> {
            assertThat(rematch.change().packages()).isEmpty();
            assertThat(rematch.newlyAnswered()).isEmpty();
            assertThat(rematch.answersOtherwise(npm("left", "1"))).isFalse();
        });
    }

    @Test
    void tellsVersionsWhoseFindingsAreOthersFromThoseThatAreNotAffectedEitherWay() {
        before.says("npm", "left", fixedIn("CVE-1", "2"));
        after.says("npm", "left", fixedIn("CVE-1", "2"));
        after.says("npm", "left", fixedIn("CVE-2", "3"));
        rematch(rematch -> {
            assertThat(rematch.change().packages()).containsExactly(new AdvisedPackage("npm", "left"));
            assertThat(rematch.answersOtherwise(npm("left", "1"))).isTrue();
            assertThat(rematch.answersOtherwise(npm("left", "2"))).isTrue();
            assertThat(rematch.answersOtherwise(npm("left", "3"))).isFalse();
        });
    }

    @Test
    void seesThatARiskIsAnotherOneButNotThatAProbabilityMoved() {
        before.says("npm", "left", fixedIn("CVE-1", "2")).says("npm", "right", fixedIn("CVE-2", "2"));
        after.advisory(new Advisory("CVE-1", List.of(), "", "", List.of(), true, 0.5));
        after.advisory(new Advisory("CVE-2", List.of(), "", "", List.of(), false, 0.5));
        after.says("npm", "left", fixedIn("CVE-1", "2")).says("npm", "right", fixedIn("CVE-2", "2"));
        rematch(rematch -> {
            assertThat(rematch.answersOtherwise(npm("left", "1"))).isTrue();
            assertThat(rematch.answersOtherwise(npm("right", "1"))).isFalse();
        });
    }

    @Test
    void namesWhatADistributionSaysNowAndNoLonger() {
        before.says("Debian:12", "a", fixedIn("CVE-1", "2"));
        after.says("Debian:12", "b", fixedIn("CVE-2", "2"));
        rematch(rematch -> {
            assertThat(rematch.newlyAnswered()).containsExactly("CVE-2");
            assertThat(rematch.noLongerAnswering()).isEqualTo(Set.of(new AdvisedPackage("Debian:12", "a")));
        });
    }

    @Test
    void looksPackagesOfUbuntuUpThatUbuntuProSpeaksAboutOtherwise() {
        before.says("Ubuntu:Pro:22.04:LTS", "netty", fixedIn("CVE-1", "2"));
        after.says("Ubuntu:Pro:22.04:LTS", "netty", fixedIn("CVE-1", "3"));
        AdvisedPackage installed = new AdvisedPackage("Ubuntu:22.04:LTS", "netty");
        rematch(rematch -> {
            assertThat(rematch.change().lookedUp()).contains(installed);
            assertThat(rematch.answersOtherwise(new LookupName("Ubuntu:22.04:LTS", "netty", "1")))
                    .isTrue();
            assertThat(rematch.answersOtherwise(new LookupName("Ubuntu:22.04:LTS", "netty", "3")))
                    .isFalse();
        });
        after.says("Ubuntu:Pro:22.04:LTS", "other", fixedIn("CVE-2", "2"));
        before.says("Ubuntu:Pro:22.04:LTS", "silent", fixedIn("CVE-3", "2"));
        rematch(rematch -> assertThat(rematch.noLongerAnswering())
                .containsExactly(new AdvisedPackage("Ubuntu:22.04:LTS", "silent")));
    }

    @Test
    void asksAgainAboutEveryArchiveWithoutGroup() {
        rematch(rematch -> assertThat(rematch.answersOtherwise(new LookupName("Maven", "left", "1")))
                .isTrue());
    }

    @Test
    void looksADebianPackageUpByItsSource() {
        SoftwarePackage libc = new SoftwarePackage(
                "libc6", "2.36-9", PackageType.DEB, "", new SoftwarePackage.Source("glibc", "2.36-8"), "", "", null);
        assertThat(LookupName.of(libc, new Distribution("debian", "12", "bookworm", "Debian 12")))
                .isEqualTo(new LookupName("Debian:12", "glibc", "2.36-8"));
        assertThat(LookupName.of(libc, null)).isEqualTo(new LookupName("deb", null, null));
    }

    private static Statement fixedIn(String id, String version) {
        Answer affected = new Answer.Affected(List.of(VersionRange.before(version)), List.of());
        return new Statement(id, id, "OSV npm", Severity.HIGH, affected);
    }

    private static LookupName npm(String name, String version) {
        return new LookupName("npm", name, version + ".0.0");
    }

    private void rematch(Consumer<Rematch> check) {
        before.write(folder.resolve("before"), BundleFixture.BUILT_AT);
        after.write(folder.resolve("after"), BundleFixture.BUILT_AT);
        try (Bundle old = Bundle.open(folder.resolve("before"), before.trust());
                Bundle now = Bundle.open(folder.resolve("after"), after.trust())) {
            check.accept(new Rematch(old, now));
        }
    }
}
