package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DpkgTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String DEBIAN =
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n";

    @Test
    void emptyDatabaseOfADistributionIsAGap() throws IOException {
        assertThat(gapCodes(debian(""))).containsExactly("no-package-database");
    }

    @Test
    void readsNameVersionArchitectureAndSource() throws IOException {
        Inventory inventory = debian("""
                Package: util-linux-extra
                Status: install ok installed
                Architecture: amd64
                Source: util-linux (2.38.1-5)
                Version: 2.38.1-5+b1
                Description: interactive login tools
                 Version: 9 is not a field here

                Package: attr
                Status: install ok installed
                Architecture: amd64
                Version: 1:2.5.1-4
                """);

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(
                        SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::source, SoftwarePackage::purl)
                .containsExactly(
                        tuple(
                                "attr",
                                "1:2.5.1-4",
                                new SoftwarePackage.Source("attr", "1:2.5.1-4"),
                                "pkg:deb/debian/attr@1:2.5.1-4?arch=amd64&distro=debian-12"),
                        tuple(
                                "util-linux-extra",
                                "2.38.1-5+b1",
                                new SoftwarePackage.Source("util-linux", "2.38.1-5"),
                                "pkg:deb/debian/util-linux-extra@2.38.1-5%2Bb1?arch=amd64&distro=debian-12"
                                        + "&upstream=util-linux%402.38.1-5"));
        assertThat(inventory.packages()).extracting(SoftwarePackage::path).containsOnly("/" + STATUS);
    }

    @Test
    void removedPackageWithConfigurationFilesIsNotInstalled() throws IOException {
        Inventory inventory = debian(installed("kept", "1") + """

                Package: gone
                Status: deinstall ok config-files
                Version: 2
                """);

        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("kept");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void packageThatIsOnlyUnpackedIsAGap() throws IOException {
        Inventory inventory = debian(installed("kept", "1") + """

                Package: hidden
                Status: install ok unpacked
                Version: 2
                """);

        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("kept");
        assertThat(gapCodes(inventory)).containsExactly("package-partly-installed");
    }

    @Test
    void entryWithoutSoundNameIsAGapAndTheOthersAreRead() throws IOException {
        Inventory inventory =
                debian(installed("kept", "1") + "\n" + installed("a\033[2Jb", "1") + "\n" + installed("c", "1; rm"));

        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("kept");
        assertThat(gapCodes(inventory)).containsExactly("malformed-package-database");
    }

    @Test
    void readsTheDatabaseOfDistrolessImages() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("usr/lib/os-release", DEBIAN)
                .file(
                        "var/lib/dpkg/status.d/libc6",
                        "Package: libc6\nSource: glibc\nVersion: 2.36-9\nArchitecture: amd64\n")
                .file("var/lib/dpkg/status.d/libc6.md5sums", "d41d8cd9  lib/x86_64-linux-gnu/libc.so.6\n")
                .end());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("libc6");
            assertThat(found.source()).isEqualTo(new SoftwarePackage.Source("glibc", "2.36-9"));
            assertThat(found.path()).isEqualTo("/var/lib/dpkg/status.d/libc6");
        });
    }

    @Test
    void entryTakenOutBehindTheBackOfDpkgIsAGap() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("etc/os-release", DEBIAN)
                .file(STATUS, installed("kept", "1"))
                .file("var/lib/dpkg/info/kept.list", "/.\n")
                .file("var/lib/dpkg/info/libssl3:amd64.list", "/.\n")
                .end());

        assertThat(gapCodes(inventory)).containsExactly("package-database-altered");
        assertThat(inventory.gaps().getFirst().detail()).endsWith("libssl3");
    }

    @Test
    void databaseMovedAwayBehindALinkIsReadOrAGap() throws IOException {
        Inventory read = Scans.rootfs(new TarBytes()
                .file("etc/os-release", DEBIAN)
                .symbolicLink("var/lib/dpkg", "../../../opt/x")
                .file("opt/x/status", installed("kept", "1"))
                .end());
        Inventory unread = Scans.rootfs(new TarBytes()
                .file("etc/os-release", DEBIAN)
                .file("var/lib/dpkg/status.d/one", installed("one", "1"))
                .symbolicLink(STATUS, "/opt/x/database")
                .file("opt/x/database", installed("kept", "1"))
                .end());

        assertThat(read.packages()).extracting(SoftwarePackage::path).containsExactly("/opt/x/status");
        assertThat(read.gaps()).isEmpty();
        assertThat(gapCodes(unread)).containsExactly("package-database-elsewhere");
    }

    @Test
    void packageIsBroughtByTheLowestLayerThatHasItInThatVersion() throws IOException {
        byte[] base = new TarBytes()
                .file("etc/os-release", DEBIAN)
                .file(STATUS, installed("curl", "7.1") + "\n" + installed("kept", "1"))
                .end();
        byte[] update = new TarBytes()
                .file(STATUS, installed("curl", "7.2") + "\n" + installed("kept", "1"))
                .end();
        byte[] addition = new TarBytes()
                .file(STATUS, installed("curl", "7.2") + "\n" + installed("kept", "1") + "\n" + installed("new", "3"))
                .end();

        Inventory inventory = Scans.docker(SampleImage.of(base, update, addition));

        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::layer)
                .containsExactly(
                        tuple("curl", "7.2", Digest.of(update)),
                        tuple("kept", "1", Digest.of(base)),
                        tuple("new", "3", Digest.of(addition)));
    }

    private static Inventory debian(String status) throws IOException {
        return Scans.rootfs(new TarBytes()
                .file("etc/os-release", DEBIAN)
                .file(STATUS, status)
                .end());
    }

    private static String installed(String name, String version) {
        return "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: %s\n".formatted(name, version);
    }
}
