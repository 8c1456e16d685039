package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
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

    /// A root with a package, so that only the distribution is at stake.
    private static TarBytes files() {
        return new TarBytes()
                .file(
                        "var/lib/dpkg/status",
                        "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n");
    }
}
