package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SemanticVersionsTest {
    private static final VersionScheme SEMVER = SemanticVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SEMVER.isReadable("")).isFalse();
        assertThat(SEMVER.isReadable("latest")).isFalse();
        assertThat(SEMVER.isReadable("file:../x")).isFalse();
        assertThat(SEMVER.isReadable("^1.0.0")).isFalse();
        assertThat(SEMVER.isReadable("1..0")).isFalse();
        assertThat(SEMVER.isReadable("1.0.0-")).isFalse();
        assertThat(SEMVER.isReadable("1.".repeat(200) + "0")).isFalse();
    }

    @Test
    void ordersByPrecedence() {
        Table.check(SEMVER, """
                1.0.0-alpha       <  1.0.0-alpha.1
                1.0.0-alpha.1     <  1.0.0-alpha.beta
                1.0.0-alpha.beta  <  1.0.0-beta
                1.0.0-beta        <  1.0.0-beta.2
                1.0.0-beta.2      <  1.0.0-beta.11
                1.0.0-beta.11     <  1.0.0-rc.1
                1.0.0-rc.1        <  1.0.0
                4.17.15           <  4.17.21
                1.9.0             <  1.10.0
                1.2               =  1.2.0
                1.2.3             <  1.2.3.4
                v1.2.3+build.5    =  1.2.3
                1.0.0-1           <  1.0.0-a
                1.0.0-x-y-z       <  1.0.0
                """);
    }

    @Test
    void agreesWithTheGoldenTable() throws IOException {
        Table.checkGolden(SEMVER, "golden/versions/compare/semver.tsv");
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(SEMVER, "golden/versions/ranges/semver.tsv");
    }
}
