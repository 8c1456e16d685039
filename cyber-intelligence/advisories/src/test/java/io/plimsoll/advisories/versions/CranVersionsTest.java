package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CranVersionsTest {
    private static final VersionScheme SCHEME = CranVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("1.0a")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("latest")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.9 < 1.9.0
                1.9-1 < 1.9-2
                1.9.1 = 1.9-1
                0.9 < 0.10
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/cran.tsv");
        Table.checkGolden(SCHEME, "golden/versions/compare/hackage.tsv");
    }
}
