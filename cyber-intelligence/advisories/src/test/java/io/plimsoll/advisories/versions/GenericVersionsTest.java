package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenericVersionsTest {
    private static final VersionScheme SCHEME = GenericVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(SCHEME.isReadable("")).isFalse();
        assertThat(SCHEME.isReadable("latest")).isFalse();
        assertThat(SCHEME.isReadable("1..0")).isFalse();
        assertThat(SCHEME.isReadable("1 0")).isFalse();
        assertThat(SCHEME.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsAuthorsNumberTheirPrograms() {
        Table.check(SCHEME, """
                1.1.1 < 1.1.1a
                1.1.1k < 1.1.1w
                1.0.2z < 1.0.2za
                1.1.1w < 1.1.2
                1.1.1k-fips < 1.1.1l
                3.0.0-alpha1 < 3.0.0-beta1
                3.0.0-beta1 < 3.0.0
                3.12.0a7 < 3.12.0b1
                3.12.0b1 < 3.12.0rc1
                3.12.0rc1 < 3.12.0
                7.88.1-DEV < 7.88.1
                9.3 < 9.3p1
                9.3p1 < 9.3p2
                1.8.0_292 < 1.8.0_302
                2.7.0preview1 < 2.7.0
                1.9 < 1.10
                """);
        assertThat(SCHEME.compare("1.0", "1.0.0")).isZero();
        assertThat(SCHEME.compare("v18.2.0", "18.2.0")).isZero();
        assertThat(SCHEME.compare("17.0.9+9", "17.0.9")).isZero();
    }
}
