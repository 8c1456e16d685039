package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GoVersionsTest {
    private static final VersionScheme SCHEME = GoVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("(devel)")).isFalse();
        assertThat(SCHEME.isReadable("latest")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                v0.0.0-20190308221718-c2843e01d9a2 < v0.0.0-20200622213623-75b288015ac9
                v0.3.5 < 0.3.7
                v2.0.0+incompatible = 2.0.0
                v1.2.4-0.20200101000000-abcdefabcdef < 1.2.4
                1.20.5 < 1.20.6
                1.21rc2 = 1.21.0-rc.2
                1.21rc2 < 1.21.0-rc.3
                go1.21beta1 < 1.21rc2
                1.21rc2 < go1.21
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/semver.tsv");
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(SCHEME, "golden/versions/ranges/go.tsv");
    }
}
