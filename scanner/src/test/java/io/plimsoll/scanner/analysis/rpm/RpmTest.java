package io.plimsoll.scanner.analysis.rpm;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RpmTest {
    private static final String FOLDER = "var/lib/rpm/";
    private static final String DATABASE = FOLDER + "rpmdb.sqlite";
    private static final String ALMALINUX = "ID=almalinux\nVERSION_ID=9.4\nPRETTY_NAME=\"AlmaLinux 9.4\"\n";

    @ParameterizedTest
    @EnumSource
    void emptyDatabaseIsAGapAndNoPackage(DatabaseBytes form) throws IOException {
        Inventory inventory = scan(FOLDER + form.fileName(), form.of(List.of()));

        assertThat(inventory.packages()).isEmpty();
        assertThat(gapCodes(inventory)).containsExactly("no-package-database");
    }

    @ParameterizedTest
    @EnumSource
    void readsPackagesOfEveryForm(DatabaseBytes form) throws IOException {
        List<byte[]> headers = new ArrayList<>();
        headers.add(HeaderBytes.curl().bytes());
        headers.add(HeaderBytes.of("openssl-libs", "3.0.7", "16.el9_2")
                .numbers(RpmHeader.EPOCH, 1)
                .text(RpmHeader.ARCH, "x86_64")
                .text(RpmHeader.SOURCE_RPM, "openssl-3.0.7-16.el9_2.src.rpm")
                .text(RpmHeader.LICENSE, "Apache-2.0")
                .text(RpmHeader.MODULARITY_LABEL, "tls:3:902:el9")
                .bytes());
        for (String place : List.of(FOLDER, "usr/lib/sysimage/rpm/", "usr/share/rpm/")) {
            Inventory inventory = scan(place + form.fileName(), form.of(headers));

            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.packages())
                    .containsExactly(
                            new SoftwarePackage(
                                            "curl",
                                            "7.76.1-23.el9",
                                            PackageType.RPM,
                                            "pkg:rpm/almalinux/curl@7.76.1-23.el9?arch=x86_64&distro=almalinux-9.4"
                                                    + "&upstream=curl-7.76.1-23.el9.src.rpm",
                                            new SoftwarePackage.Source("curl", "7.76.1-23.el9"),
                                            "x86_64",
                                            "/" + place + form.fileName(),
                                            null)
                                    .licensed(List.of("MIT")),
                            new SoftwarePackage(
                                            "openssl-libs",
                                            "1:3.0.7-16.el9_2",
                                            PackageType.RPM,
                                            "pkg:rpm/almalinux/openssl-libs@3.0.7-16.el9_2?arch=x86_64"
                                                    + "&distro=almalinux-9.4&epoch=1&rpmmod=tls:3:902:el9"
                                                    + "&upstream=openssl-3.0.7-16.el9_2.src.rpm",
                                            new SoftwarePackage.Source("openssl", "1:3.0.7-16.el9_2"),
                                            "x86_64",
                                            "/" + place + form.fileName(),
                                            null)
                                    .licensed(List.of("Apache-2.0")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsManyPackagesAndLargeHeaders(DatabaseBytes form) throws IOException {
        List<byte[]> headers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            headers.add(HeaderBytes.of("package-" + i, "1", Integer.toString(i))
                    .text(HeaderBytes.VENDOR, "v".repeat(i * i * 10))
                    .bytes());
        }
        Inventory inventory = scan(FOLDER + form.fileName(), form.of(headers));

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages()).hasSize(40);
        assertThat(inventory.packages())
                .allSatisfy(one -> assertThat(one.name()).endsWith(one.version().substring(1)));
    }

    @Test
    void keysThatRpmTrustsAreNoPackages() throws IOException {
        Inventory inventory = sqlite(
                HeaderBytes.of("gpg-pubkey", "3abb34f8", "5ffd890e")
                        .text(RpmHeader.ARCH, "(none)")
                        .text(RpmHeader.SOURCE_RPM, "(none)"),
                HeaderBytes.curl());

        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("curl");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void epochOfASourceIsThatOfThePackagesInItsVersion() throws IOException {
        String perl = "perl-5.32.1-480.el9.src.rpm";
        Inventory inventory = sqlite(
                HeaderBytes.of("perl-Errno", "1.30", "480.el9").text(RpmHeader.SOURCE_RPM, perl),
                HeaderBytes.of("perl-libs", "5.32.1", "480.el9")
                        .numbers(RpmHeader.EPOCH, 4)
                        .text(RpmHeader.SOURCE_RPM, perl),
                HeaderBytes.of("alone", "1", "1")
                        .numbers(RpmHeader.EPOCH, 2)
                        .text(RpmHeader.SOURCE_RPM, "several-0.9-3.src.rpm"),
                HeaderBytes.of("sourceless", "1", "1").text(RpmHeader.SOURCE_RPM, "what"));

        assertThat(inventory.packages().stream().map(one -> one.name() + " " + one.advisedAs()))
                .containsExactly(
                        "alone Source[name=several, version=0.9-3]",
                        "perl-Errno Source[name=perl, version=4:5.32.1-480.el9]",
                        "perl-libs Source[name=perl, version=4:5.32.1-480.el9]",
                        "sourceless Source[name=sourceless, version=1-1]");
    }

    @Test
    void namesItsFilesInTheirFolders() throws IOException {
        String metadata = "usr/lib/python3.9/site-packages/six-1.15.0.dist-info/METADATA";
        byte[] six = HeaderBytes.of("python3-six", "1.15.0", "9.el9")
                .numbers(1116, 1, 0, 0)
                .texts(1117, List.of("README", "METADATA", "RECORD"))
                .texts(1118, List.of("/usr/lib/python3.9/site-packages/six-1.15.0.dist-info/", "/usr/share/doc/six/"))
                .bytes();
        Inventory inventory = Scans.rootfs(root().file(DATABASE, 0644, DatabaseBytes.SQLITE.of(List.of(six)))
                .file(metadata, "Metadata-Version: 2.1\nName: six\nVersion: 1.15.0\n")
                .end());

        assertThat(inventory.packages())
                .filteredOn(one -> one.type() == PackageType.PYPI)
                .singleElement()
                .returns("python3-six", SoftwarePackage::owner);
    }

    @Test
    void oneUnsoundHeaderIsAGapAndTheRestIsRead() throws IOException {
        Inventory inventory = sqlite(
                HeaderBytes.of("../evil", "1", "1"),
                HeaderBytes.of("nameless", "", "1"),
                new HeaderBytes().entry(RpmHeader.NAME, 6, 1, new byte[0]),
                new HeaderBytes().entry(RpmHeader.NAME, 4, 1, new byte[4]),
                HeaderBytes.of("epochs", "1", "1").numbers(RpmHeader.EPOCH, 1, 2),
                HeaderBytes.curl());

        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("curl");
        assertThat(inventory.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.code()).isEqualTo("malformed-package-database");
            assertThat(gap.detail()).startsWith("5 entries");
        });
    }

    @Test
    void packageUrlsNameTheVendor() throws IOException {
        byte[] database =
                DatabaseBytes.SQLITE.of(List.of(HeaderBytes.of("bash", "5", "1").bytes()));
        Map<String, String> expected = Map.of(
                "ID=rhel\nVERSION_ID=9.4\n", "pkg:rpm/redhat/bash@5-1?distro=rhel-9.4",
                "ID=opensuse-leap\nVERSION_ID=15.6\n", "pkg:rpm/opensuse/bash@5-1?distro=opensuse-leap-15.6",
                "ID=fedora\nVERSION_ID=40\n", "pkg:rpm/fedora/bash@5-1?distro=fedora-40",
                "ID=opensuse-tumbleweed\n", "pkg:rpm/opensuse/bash@5-1",
                "", "pkg:rpm/bash@5-1");
        for (Map.Entry<String, String> one : expected.entrySet()) {
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file("etc/os-release", one.getKey())
                    .file(DATABASE, 0644, database)
                    .end());
            assertThat(inventory.packages()).extracting(SoftwarePackage::purl).containsExactly(one.getValue());
        }
    }

    @Test
    void twoFormsSideBySideBothCount() throws IOException {
        byte[] old = DatabaseBytes.BERKELEY.of(List.of(
                HeaderBytes.curl().bytes(), HeaderBytes.of("old", "1", "1").bytes()));
        byte[] current = DatabaseBytes.SQLITE.of(List.of(HeaderBytes.curl().bytes()));
        Inventory inventory = Scans.rootfs(root().file(FOLDER + "Packages", 0644, old)
                .file(DATABASE, 0644, current)
                .end());

        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactlyInAnyOrder("curl", "old");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aRemovedDatabaseIsAGap() throws IOException {
        assertThat(gapCodes(Scans.rootfs(root().file("usr/bin/rpm", "\177ELF").end())))
                .containsExactly("no-package-database");
    }

    @Test
    void aDatabaseInAnotherPlaceIsReadThroughItsLinkOrAGap() throws IOException {
        byte[] database = DatabaseBytes.SQLITE.of(List.of(HeaderBytes.curl().bytes()));
        for (TarBytes root : List.of(
                root().symbolicLink("var/lib/rpm", "../../usr/lib/sysimage/rpm")
                        .file("usr/lib/sysimage/rpm/rpmdb.sqlite", 0644, database),
                root().symbolicLink("var/lib/rpm", "/opt/rpm").file("opt/rpm/rpmdb.sqlite", 0644, database),
                root().symbolicLink(DATABASE, "/opt/rpm/Packages").file("opt/rpm/Packages", 0644, database),
                root().file("opt/rpmdb.sqlite", 0644, database).hardLink(DATABASE, "opt/rpmdb.sqlite"))) {
            Inventory inventory = Scans.rootfs(root.end());
            assertThat(inventory.packages()).hasSize(1);
            assertThat(inventory.gaps()).isEmpty();
        }
        for (TarBytes root : List.of(
                root().symbolicLink("var/lib/rpm", "/opt/rpm").file("opt/rpm/hidden", 0644, database),
                root().symbolicLink(DATABASE, "/opt/hidden").file("opt/hidden", 0644, database))) {
            assertThat(gapCodes(Scans.rootfs(root.end()))).contains("package-database-elsewhere");
        }
    }

    @Test
    void layerOfAPackageIsTheOneThatBroughtIt() throws IOException {
        byte[] below = DatabaseBytes.SQLITE.of(List.of(HeaderBytes.curl().bytes()));
        byte[] above = DatabaseBytes.SQLITE.of(List.of(
                HeaderBytes.curl().bytes(), HeaderBytes.of("new", "1", "1").bytes()));
        Inventory inventory = Scans.docker(SampleImage.of(
                root().file(DATABASE, 0644, below).end(),
                new TarBytes().file(DATABASE, 0644, above).end()));

        assertThat(inventory.packages())
                .extracting(SoftwarePackage::layer)
                .containsExactly(
                        inventory.layers().getFirst().diffId(),
                        inventory.layers().getLast().diffId());
    }

    @Test
    void aNameInTheIndexWithoutItsPackageIsAGap() throws IOException {
        byte[] altered =
                new SqliteBytes(4096).database(List.of(HeaderBytes.curl().bytes()), 3);
        Inventory inventory = scan(DATABASE, altered);

        assertThat(inventory.packages()).hasSize(1);
        assertThat(inventory.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.code()).isEqualTo("package-database-altered");
            assertThat(gap.detail()).contains("2 packages");
        });
        ByteBuffer counted = ByteBuffer.wrap(DatabaseBytes.BERKELEY_OF_A_MAINFRAME.of(
                List.of(HeaderBytes.curl().bytes())));
        assertThat(gapCodes(scan(FOLDER + "Packages", counted.putInt(88, 9).array())))
                .containsExactly("package-database-altered");
    }

    @Test
    void aJournalThatIsToBePutBackIsAGap() throws IOException {
        byte[] journal = ByteBuffer.allocate(1024).putLong(0xd9d505f920a163d7L).array();
        Inventory inventory = Scans.rootfs(root().file(
                        DATABASE,
                        0644,
                        DatabaseBytes.SQLITE.of(List.of(HeaderBytes.curl().bytes())))
                .file(DATABASE + "-journal", 0600, journal)
                .end());

        assertThat(inventory.packages()).hasSize(1);
        assertThat(gapCodes(inventory)).containsExactly("unread-package-database");
    }

    @Test
    void aDatabaseOfMoreThanFitsMemoryIsReadInPartAndAGap() throws IOException {
        byte[] header = HeaderBytes.of("wordy", "1", "1")
                .text(RpmHeader.LICENSE, "MIT ".repeat(15_000))
                .bytes();
        Inventory inventory = scan(FOLDER + "Packages.db", DatabaseBytes.NDB.of(Collections.nCopies(600, header)));

        assertThat(inventory.packages()).hasSize(1);
        assertThat(inventory.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.code()).isEqualTo("malformed-package-database");
            assertThat(gap.detail()).contains("holds more than");
        });
    }

    @Test
    void whatIsNoDatabaseIsAGap() throws IOException {
        for (String name : List.of("rpmdb.sqlite", "Packages", "Packages.db")) {
            for (String content : List.of("", "x", "SQLite format 3\0", "RpmP")) {
                Inventory inventory = scan(FOLDER + name, content.getBytes(StandardCharsets.US_ASCII));
                assertThat(gapCodes(inventory)).contains("malformed-package-database");
            }
        }
    }

    private static Inventory sqlite(HeaderBytes... headers) throws IOException {
        return scan(
                DATABASE,
                DatabaseBytes.SQLITE.of(
                        Arrays.stream(headers).map(HeaderBytes::bytes).toList()));
    }

    private static Inventory scan(String place, byte[] database) throws IOException {
        return Scans.rootfs(root().file(place, 0644, database).end());
    }

    private static TarBytes root() {
        return new TarBytes().file("etc/os-release", ALMALINUX);
    }
}
