package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class NuGetVersionsTest {
    private static final VersionScheme SCHEME = NuGetVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("latest")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.0.0-BETA = 1.0.0-beta
                1.0.0-beta < 1.0.0
                1.0 = 1.0.0.0
                4.7.0 < 4.7.2
                1.0.0 < 1.0.0.1
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/nuget.tsv");
    }
}
