package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MavenVersionsTest {
    private static final VersionScheme MAVEN = MavenVersions.INSTANCE;

    @Test
    void readsNothingThatIsNoVersion() {
        assertThat(MAVEN.isReadable("")).isFalse();
        assertThat(MAVEN.isReadable(" ")).isFalse();
        assertThat(MAVEN.isReadable("${revision}")).isFalse();
        assertThat(MAVEN.isReadable("1-".repeat(200))).isFalse();
    }

    @Test
    void ordersAsTheSpecificationSays() {
        Table.check(MAVEN, """
                1            =  1.0.0
                1.0-alpha-1  =  1-a1
                1-alpha      <  1-beta
                1-beta       <  1-milestone
                1-m3         <  1-rc1
                1-cr2        =  1-rc2
                1-rc         <  1-SNAPSHOT
                1-SNAPSHOT   <  1
                1            =  1-ga
                1.0.Final    =  1
                5.2.25.RELEASE = 5.2.25
                1            <  1-sp
                1-sp         <  1-whatever
                1-whatever   <  1-1
                1-1          <  1.1
                2.9.10       <  2.9.10.1
                2.0-beta9    <  2.0-rc1
                2.15.0       <  2.16.0
                9.4.40.v20210413 < 9.4.41.v20210516
                31.1-android <  31.1-jre
                """);
    }

    @Test
    void agreesWithMavenOnTheGoldenTable() throws IOException {
        Table.checkGolden(MAVEN, "golden/versions/compare/maven.tsv");
    }

    @Test
    void agreesWithTheGoldenRanges() throws IOException {
        Table.checkGoldenRanges(MAVEN, "golden/versions/ranges/maven.tsv");
    }
}
