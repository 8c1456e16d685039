package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RpmVersionsTest {
    private static final VersionScheme SCHEME = RpmVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("1.0 2")).isFalse();
        assertThat(SCHEME.isReadable("1.0\u0000")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.0~rc1 < 1.0
                1.0 < 1.0^git1
                1.0^git1 < 1.0.1
                1.0a < 1.0.1
                9.9-1 < 1:0.1-1
                1:3.0.7-24.el9 < 1:3.0.7-27.el9
                0:1.0-1 = 1.0-1
                1.0 < 1.0-1
                5.14.0-427.el9_4 < 5.14.0-427.13.1.el9_4
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/rpm.tsv");
        Table.checkGolden(SCHEME, "golden/versions/compare/rpmvercmp.tsv");
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(
                SCHEME,
                "golden/versions/ranges/rpm.tsv",
                Set.of(
                        "4.19.0-1.el7_5|<= 12:4.19.0-1.el7",
                        "8.3.1-5.el8|< 0:8.3.1-5.el8.0.0",
                        "8.3.1-5.el8.0.0|> 0:8.3.1-5.el8"));
    }
}
