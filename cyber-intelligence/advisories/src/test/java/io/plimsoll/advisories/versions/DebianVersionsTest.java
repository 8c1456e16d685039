package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DebianVersionsTest {
    private static final VersionScheme DEB = DebianVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(DEB.isReadable("")).isFalse();
        assertThat(DEB.isReadable("1.0 2")).isFalse();
        assertThat(DEB.isReadable("1.0\u0000")).isFalse();
        assertThat(DEB.isReadable("9".repeat(300))).isFalse();
    }

    @Test
    void ordersAsPolicySays() {
        Table.check(DEB, """
                1.0~~        <  1.0~~a
                1.0~~a       <  1.0~
                1.0~         <  1.0
                1.0          <  1.0a
                1.0a         <  1.0+b
                1.0-1        <  1.0-1+b1
                2.36-9+deb12u7  <  2.36-9+deb12u10
                3.0.20-1~deb12u2 < 3.0.22-1~deb12u1
                1.0-9        <  1.0-10
                1.09         =  1.9
                0:1.0        =  1.0
                1.0          =  1.0-0
                9.9          <  1:0.1
                1:2-1        <  2:1-1
                2.9.14+dfsg-1.3~deb12u4  <  2.9.14+dfsg-1.3
                1.0-1-1      <  1.0-1-2
                20240101120000000000000001 < 20240101120000000000000002
                """);
    }

    @Test
    void agreesWithDpkgOnTheGoldenTables() throws IOException {
        Table.checkGolden(DEB, "golden/versions/compare/dpkg.tsv");
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(DEB, "golden/versions/ranges/dpkg.tsv");
    }
}
