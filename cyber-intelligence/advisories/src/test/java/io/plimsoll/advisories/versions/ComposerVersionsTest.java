package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposerVersionsTest {
    private static final VersionScheme SCHEME = ComposerVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("dev-main")).isFalse();
        assertThat(SCHEME.isReadable("1.2.3.#.1")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(SCHEME, """
                1.0-dev < 1.0-alpha1
                1.0-alpha1 < 1.0-beta1
                1.0-beta1 < 1.0-RC1
                1.0-RC1 < 1.0
                1.0 < 1.0-p1
                1.0 = v1.0.0
                1.0-a1 = 1.0-ALPHA1
                4.4.9 < 4.4.13
                """);
    }

    /// The table is that of PHP's `version_compare`, which knows neither capitals nor that `3.4` is `3.4.0`.
    @Test
    void agreesWithTheGoldenTables() throws IOException {
        Table.checkGolden(
                SCHEME,
                "golden/versions/compare/composer.tsv",
                15,
                Set.of("v1.9.0-ALPHA.2 = v1.9.0-BETA.2", "v3.4 < v3.4.0-alpha", "v4.4 < v4.4.0-beta"));
    }
}
