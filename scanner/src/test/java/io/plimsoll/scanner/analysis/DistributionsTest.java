package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionsTest {
    private static final String BOOKWORM = """
            # comment
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            VERSION_ID="12"
            VERSION_CODENAME=bookworm
            ID='debian'
            """;
    private static final Distribution DEBIAN_12 =
            new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)");

    @Test
    void emptyImageIsOfNoDistribution() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes().end());

        assertThat(inventory.distribution()).isNull();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void readsBothPlacesAndFollowsTheLinkBetweenThem() throws IOException {
        for (TarBytes root : new TarBytes[] {
            files().file("etc/os-release", BOOKWORM),
            files().file("usr/lib/os-release", BOOKWORM),
            files().file("usr/lib/os-release", BOOKWORM).symbolicLink("etc/os-release", "../usr/lib/os-release"),
            files().symbolicLink("etc", "usr/etc").file("usr/etc/os-release", BOOKWORM)
        }) {
            Inventory inventory = Scans.rootfs(root.end());

            assertThat(inventory.distribution()).isEqualTo(DEBIAN_12);
            assertThat(inventory.gaps()).isEmpty();
        }
    }

    @Test
    void linkOutOfTheRootStaysInside() throws IOException {
        Inventory inventory = Scans.rootfs(files().file("usr/lib/os-release", BOOKWORM)
                .symbolicLink("etc/os-release", "../../../../usr/lib/os-release")
                .end());

        assertThat(inventory.distribution()).isEqualTo(DEBIAN_12);
    }

    @Test
    void linksInCirclesAndToUnreadFiles() throws IOException {
        Inventory circle = Scans.rootfs(
                files().symbolicLink("etc/os-release", "os-release").end());
        Inventory unread = Scans.rootfs(files().symbolicLink("etc/os-release", "/opt/mine")
                .file("opt/mine", BOOKWORM)
                .end());

        assertThat(circle.distribution()).isNull();
        assertThat(gapCodes(unread)).containsExactly("unfollowed-link");
    }

    @Test
    void twoFilesThatDifferAreAGap() throws IOException {
        Inventory inventory = Scans.rootfs(files().file("etc/os-release", BOOKWORM)
                .file("usr/lib/os-release", BOOKWORM.replace("12", "11"))
                .end());

        assertThat(inventory.distribution()).isEqualTo(DEBIAN_12);
        assertThat(gapCodes(inventory)).containsExactly("conflicting-os-release");
    }

    @Test
    void debianVersionIsTheFallbackAndMustNotContradict() throws IOException {
        Inventory only =
                Scans.rootfs(files().file("etc/debian_version", "12.15\n").end());
        Inventory contradicting = Scans.rootfs(files().file("etc/os-release", BOOKWORM)
                .file("etc/debian_version", "11.9\n")
                .end());
        Inventory testing = Scans.rootfs(files().file("etc/os-release", "ID=debian\nVERSION_CODENAME=trixie\n")
                .file("etc/debian_version", "trixie/sid\n")
                .end());

        assertThat(only.distribution()).isEqualTo(new Distribution("debian", "12", "", "Debian 12"));
        assertThat(gapCodes(contradicting)).containsExactly("conflicting-os-release");
        assertThat(testing.distribution()).isEqualTo(new Distribution("debian", "", "trixie", "debian"));
        assertThat(testing.gaps()).isEmpty();
    }

    @Test
    void olderFilesTellWhereOsReleaseDoesNot() throws IOException {
        assertTold("alpine 3.10.9", "etc/alpine-release", "3.10.9\n");
        assertTold("alpine 3.20.0_alpha20240329", "etc/alpine-release", "3.20.0_alpha20240329\n");
        assertTold("centos 6.10", "etc/centos-release", "CentOS release 6.10 (Final)\n");
        assertTold("centos 7.9.2009", "etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n");
        assertTold("rhel 7.9", "etc/redhat-release", "Red Hat Enterprise Linux Server release 7.9 (Maipo)\n");
        assertTold("rocky 8.5", "etc/system-release", "Rocky Linux release 8.5 (Green Obsidian)\n");
        assertTold("almalinux 9.4", "etc/redhat-release", "AlmaLinux release 9.4 (Seafoam Ocelot)\n");
        assertTold("fedora 40", "etc/system-release", "Fedora release 40 (Forty)\n");
        assertTold("amzn 2", "etc/system-release", "Amazon Linux release 2 (Karoo)\n");
        assertTold("amzn 2018.03", "etc/system-release", "Amazon Linux AMI release 2018.03\n");
        assertTold("ol 8.5", "etc/oracle-release", "Oracle Linux Server release 8.5\n");
        assertTold("mariner 2.0.20220804", "etc/system-release", "CBL-Mariner 2.0.20220804\n");
        assertTold(
                "sles 11.4",
                "etc/SuSE-release",
                "SUSE Linux Enterprise Server 11 (x86_64)\nVERSION = 11\nPATCHLEVEL = 4\n");
        assertTold("opensuse 13.2", "etc/SuSE-release", "openSUSE 13.2 (x86_64)\nVERSION = 13.2\n");
        assertTold(
                "ubuntu 14.04",
                "etc/lsb-release",
                "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=14.04\nDISTRIB_DESCRIPTION=\"Ubuntu 14.04.6 LTS\"\n");
        assertTold("photon 4.0", "etc/lsb-release", "DISTRIB_ID=\"Photon\"\nDISTRIB_RELEASE=\"4.0\"\n");
        for (String nothing : List.of("", "\n", "Mine", "release 7", "MyOwn Linux release 7", "x".repeat(60_000))) {
            assertThat(Scans.rootfs(files().file("etc/redhat-release", nothing).end())
                            .distribution())
                    .isNull();
        }
    }

    @Test
    void olderFilesAreFoundThroughTheirLinks() throws IOException {
        Inventory inventory = Scans.rootfs(files().symbolicLink("etc/redhat-release", "rocky-release")
                .symbolicLink("etc/system-release", "../usr/lib/rocky-release")
                .symbolicLink("etc/rocky-release", "../usr/lib/rocky-release")
                .file("usr/lib/rocky-release", "Rocky Linux release 9.3 (Blue Onyx)\n")
                .end());

        assertThat(inventory.distribution())
                .isEqualTo(new Distribution("rocky", "9.3", "", "Rocky Linux release 9.3 (Blue Onyx)"));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void osReleaseWinsOverOlderFilesAndTheyMustNotContradictEachOther() throws IOException {
        Inventory both = Scans.rootfs(files().file("etc/os-release", BOOKWORM)
                .file("etc/alpine-release", "3.10.9\n")
                .end());
        Inventory kin = Scans.rootfs(files().file("etc/oracle-release", "Oracle Linux Server release 8.5\n")
                .file("etc/redhat-release", "Red Hat Enterprise Linux release 8.5 (Ootpa)\n")
                .file("etc/debian_version", "bookworm/sid\n")
                .end());
        Inventory contradicting = Scans.rootfs(files().file("etc/alpine-release", "3.10.9\n")
                .file("etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n")
                .end());

        assertThat(both.distribution()).isEqualTo(DEBIAN_12);
        assertThat(both.gaps()).isEmpty();
        assertThat(kin.distribution()).isNotNull().returns("ol", Distribution::id);
        assertThat(kin.gaps()).isEmpty();
        assertThat(contradicting.distribution()).isNotNull().returns("alpine", Distribution::id);
        assertThat(gapCodes(contradicting)).containsExactly("conflicting-os-release");
    }

    @Test
    void goldenImagesAreTheSameWithAndWithoutOsRelease() throws IOException {
        Path alpine = SharedData.at("golden/pkgdb/apk/alpine-3.10-image");
        Path debian = SharedData.at("golden/pkgdb/dpkg/debian-12-bookworm-main");
        for (Path file : List.of(alpine.resolve("alpine-release"), debian.resolve("debian_version"))) {
            String name = "etc/" + file.getFileName();
            String osRelease = Files.readString(file.resolveSibling("os-release"));
            Inventory with = Scans.rootfs(files().file("etc/os-release", osRelease)
                    .file(name, Files.readString(file))
                    .end());
            Inventory without =
                    Scans.rootfs(files().file(name, Files.readString(file)).end());

            assertThat(with.gaps()).isEmpty();
            assertThat(told(without)).isEqualTo(told(with));
        }
    }

    @Test
    void quotesAndEscapesAreThoseOfAShell() throws IOException {
        Inventory inventory =
                Scans.rootfs(files().file("etc/os-release", "ID=debian\nPRETTY_NAME=\"a \\\"b\\\" \\$c\"\n")
                        .end());

        assertThat(inventory.distribution())
                .isNotNull()
                .satisfies(distribution -> assertThat(distribution.prettyName()).isEqualTo("a \"b\" $c"));
    }

    @Test
    void imageOfADistributionWithoutPackageDatabaseIsAGap() throws IOException {
        assertThat(gapCodes(Scans.rootfs(
                        new TarBytes().file("etc/os-release", BOOKWORM).end())))
                .containsExactly("no-package-database");
        assertThat(gapCodes(Scans.rootfs(new TarBytes()
                        .file("lib/x86_64-linux-gnu/libc.so.6", "x")
                        .end())))
                .containsExactly("no-package-database");
        assertThat(gapCodes(
                        Scans.rootfs(new TarBytes().file("usr/bin/dpkg", "x").end())))
                .containsExactly("no-package-database");
        assertThat(gapCodes(Scans.rootfs(new TarBytes().file("app/run", "x").end())))
                .isEmpty();
    }

    @Test
    void packageDatabaseThatIsNotReadIsAGap() throws IOException {
        assertThat(gapCodes(Scans.rootfs(new TarBytes()
                        .file("etc/os-release", "ID=arch\n")
                        .file("var/lib/pacman/local/ALPM_DB_VERSION", "9\n")
                        .end())))
                .containsExactly("unread-package-database");
    }

    private static void assertTold(String expected, String file, String text) throws IOException {
        assertThat(told(Scans.rootfs(files().file(file, text).end()))).isEqualTo(expected);
    }

    private static String told(Inventory inventory) {
        Distribution told = inventory.distribution();
        return told == null ? "none" : told.id() + " " + told.versionId();
    }

    /// A root with a package, so that only the distribution is at stake.
    private static TarBytes files() {
        return new TarBytes()
                .file(
                        "var/lib/dpkg/status",
                        "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n");
    }
}
