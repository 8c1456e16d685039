package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GemVersionsTest {
    private static final VersionScheme SCHEME = GemVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("latest")).isFalse();
        assertThat(SCHEME.isReadable("a.1")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.0.rc1 < 1.0
                1.0.a < 1.0.b
                1.0 = 1.0.0
                1.0.0-beta < 1.0.0
                1.0.0-beta = 1.0.0.pre.beta
                6.1.7 < 6.1.7.1
                1.13.9-x86_64-linux = 1.13.9
                1.9 < 1.10
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/rubygems.tsv", 1, Set.of());
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(SCHEME, "golden/versions/ranges/rubygems.tsv");
    }
}
