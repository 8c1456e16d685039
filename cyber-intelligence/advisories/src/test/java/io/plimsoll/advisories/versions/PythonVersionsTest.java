package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PythonVersionsTest {
    private static final VersionScheme SCHEME = PythonVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("latest")).isFalse();
        assertThat(SCHEME.isReadable("0.3m2")).isFalse();
        assertThat(SCHEME.isReadable("1.0-final")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.0.dev1 < 1.0a1.dev1
                1.0a1.dev1 < 1.0a1
                1.0a1 < 1.0b1
                1.0b1 < 1.0rc1
                1.0rc1 < 1.0
                1.0 < 1.0+local
                1.0+abc < 1.0+5
                1.0 < 1.0.post1
                1.0-1 = 1.0.post1
                1.0 = v1.0.0
                2024.1 < 1!0.1
                1.0-preview2 = 1.0c2
                3.9 < 3.10
                """);
    }

    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(SCHEME, "golden/versions/compare/pep440.tsv", 40, Set.of());
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(SCHEME, "golden/versions/ranges/pep440.tsv", Set.of("2.0.0+cgr.1|= 2.0.0"));
    }
}
