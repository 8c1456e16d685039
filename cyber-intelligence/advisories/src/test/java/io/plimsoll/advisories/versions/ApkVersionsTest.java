package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApkVersionsTest {
    private static final VersionScheme SCHEME = ApkVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("1.0 2")).isFalse();
        assertThat(SCHEME.isReadable("a")).isFalse();
        assertThat(SCHEME.isReadable("1.2.0A")).isFalse();
        assertThat(SCHEME.isReadable("1.2_blah")).isFalse();
        assertThat(SCHEME.isReadable("1-r")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.0_alpha < 1.0_beta
                1.0_rc1 < 1.0
                1.0 < 1.0-r0
                1.0-r0 < 1.0_p1
                1.0_p1-r3 < 1.0a
                1.0a < 1.0b
                1.0b < 1.0.1
                1.9.5p1-r1 < 1.9.5p2-r0
                1.2.4-r9 < 1.2.4-r10
                1.06 < 1.1
                3.0_git20240101-r0 < 3.0_git20240201-r0
                1.0~1a2b-r1 = 1.0-r1
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/apk.tsv", 25, Set.of());
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(SCHEME, "golden/versions/ranges/apk.tsv");
    }
}
