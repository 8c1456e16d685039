package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonTest {
    private static final String SITE = "usr/local/lib/python3.11/site-packages/";
    private static final String SIX = "Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\n\n";
    private static final String DJANGO = "Metadata-Version: 2.1\nName: Django\nVersion: 3.2.0\n\nName: described\n";

    @Test
    void emptyMetadataIsAGap() throws IOException {
        Inventory inventory = Scans.rootfs(
                new TarBytes().file(SITE + "x.dist-info/METADATA", "").end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(gapCodes(inventory)).containsExactly("malformed-package");
    }

    @Test
    void findsWheelsAndEggsOfEveryForm() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(SITE + "Django-3.2.0.dist-info/METADATA", DJANGO)
                .file(SITE + "ruamel.yaml-0.17.egg-info/PKG-INFO", "name: ruamel.yaml\r\nversion: 0.17\r\n\r\n")
                .file("usr/lib/python3/dist-packages/six-1.16.0.egg-info", "Name: six\nVersion: 1.16.0\n")
                .file("opt/venv/x-1.0-py3.egg/EGG-INFO/PKG-INFO", "Name: My_Pkg\nVersion: 1!1.0.post1+local\n")
                .end());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("Django", "3.2.0", "pkg:pypi/django@3.2.0"),
                        tuple("ruamel.yaml", "0.17", "pkg:pypi/ruamel-yaml@0.17"),
                        tuple("six", "1.16.0", "pkg:pypi/six@1.16.0"),
                        tuple("My_Pkg", "1!1.0.post1+local", "pkg:pypi/my-pkg@1%211.0.post1%2Blocal"));
    }

    @Test
    void findsEggsThatWereNotUnpacked() throws IOException {
        byte[] egg = new ZipBytes()
                .file("EGG-INFO/PKG-INFO", DJANGO)
                .file("django/x.py", "")
                .end();
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(SITE + "Django-3.2.0-py3.11.egg", 0644, egg)
                .file("games/breakfast.egg", "fried")
                .file(SITE + "y.egg", 0644, new ZipBytes().file("x", "x").end())
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::path)
                .containsExactly(tuple("Django", "/" + SITE + "Django-3.2.0-py3.11.egg"));
        assertThat(inventory.gaps()).extracting(Gap::path).containsExactly("/" + SITE + "y.egg");
    }

    @Test
    void findsThePackagesInProgramsThatAreOneArchive() throws IOException {
        byte[] pex = new ZipBytes()
                .file("PEX-INFO", "{}")
                .file(".deps/Django-3.2.0-py3-none-any.whl/Django-3.2.0.dist-info/METADATA", DJANGO)
                .file(".deps/six-1.16.0-py2.py3-none-any.whl/six-1.16.0.dist-info/METADATA", SIX)
                .end();
        byte[] shiv = new ZipBytes()
                .file("__main__.py", "")
                .file("site-packages/six-1.16.0.dist-info/METADATA", SIX)
                .end();
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("srv/shop", 0755, behind("#!/usr/bin/env python3.11\n", pex))
                .file("srv/boot.pex", 0755, behind("#!/bin/sh\n" + "# finds a Python\n".repeat(500), pex))
                .file(
                        "srv/nameless",
                        0755,
                        behind("#!/bin/sh\nset -eu\n\nDEFAULT_PEX_ROOT=\"~\"\n" + "#\n".repeat(500), pex))
                .file("srv/plain.pyz", 0644, shiv)
                .file(
                        "srv/own",
                        0755,
                        behind(
                                "#!/opt/pypy3\n",
                                new ZipBytes().file("__main__.py", "").end()))
                .file(
                        "srv/script",
                        0755,
                        behind("#!/usr/bin/env python3\n", "print('PK')".getBytes(StandardCharsets.UTF_8)))
                .end());
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::purl, SoftwarePackage::path)
                .containsExactly(
                        tuple("pkg:pypi/django@3.2.0", "/srv/boot.pex"),
                        tuple("pkg:pypi/six@1.16.0", "/srv/boot.pex"),
                        tuple("pkg:pypi/django@3.2.0", "/srv/nameless"),
                        tuple("pkg:pypi/six@1.16.0", "/srv/nameless"),
                        tuple("pkg:pypi/six@1.16.0", "/srv/plain.pyz"),
                        tuple("pkg:pypi/django@3.2.0", "/srv/shop"),
                        tuple("pkg:pypi/six@1.16.0", "/srv/shop"));
    }

    @Test
    void programInOneArchiveThatIsCutOffOrABombIsAGap() throws IOException {
        byte[] whole = behind(
                "#!/usr/bin/python3\n",
                new ZipBytes().file("six-1.16.0.dist-info/METADATA", SIX).end());
        for (int length = "#!/usr/bin/python3\nPK\3\4".length(); length < whole.length; length++) {
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file("srv/shop", 0755, Arrays.copyOf(whole, length))
                    .end());
            assertThat(inventory.packages()).as("cut at " + length).isEmpty();
            assertThat(gapCodes(inventory)).containsExactly("malformed-package");
        }
        byte[] bomb =
                new ZipBytes().file("x.dist-info/METADATA", new byte[5 << 20]).end();
        assertThat(gapCodes(Scans.rootfs(
                        new TarBytes().file("srv/shop.pyz", 0755, bomb).end())))
                .containsExactly("limit-file");
    }

    @Test
    void archiveOfVeryManyPackagesIsReadOneByOne() throws IOException {
        ZipBytes many = new ZipBytes();
        for (int i = 0; i < 20_000; i++) {
            many.file("p" + i + ".dist-info/METADATA", "Name: p" + i + "\nVersion: 1\n");
        }
        assertThat(Scans.rootfs(new TarBytes()
                                .file("srv/shop.pyz", 0755, many.end())
                                .end())
                        .packages())
                .hasSize(20_000);
    }

    @Test
    void aFolderWithoutMetadataTellsNameAndVersion() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(SITE + "Django-3.2.0.dist-info/RECORD", "")
                .file(SITE + "Django-3.2.0.dist-info/INSTALLER", "pip")
                .file(SITE + "six-1.16.0.dist-info/RECORD", "")
                .file(SITE + "six-1.16.0.dist-info/METADATA", "Name: six\nVersion: 1.16.0\n")
                .file(SITE + "odd.dist-info/WHEEL", "")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version)
                .containsExactlyInAnyOrder(tuple("Django", "3.2.0"), tuple("six", "1.16.0"));
        assertThat(inventory.gaps()).extracting(Gap::path).containsExactly("/" + SITE + "odd.dist-info/WHEEL");
    }

    @Test
    void readsTheLicenceWhereverItIsStated() throws IOException {
        String classes = "Classifier: License :: OSI Approved :: MIT License\nClassifier: Topic :: x\n";
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(SITE + "a.dist-info/METADATA", "Name: a\nVersion: 1\nLicense: free\nLicense-Expression: MIT\n")
                .file(SITE + "b.dist-info/METADATA", "Name: b\nVersion: 1\nLicense: BSD\n" + classes)
                .file(SITE + "c.dist-info/METADATA", "Name: c\nVersion: 1\nLicense: UNKNOWN\n" + classes)
                .file(SITE + "d.dist-info/METADATA", "Name: d\nVersion: 1\nLicense: " + "x".repeat(5000) + "\n")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::licences)
                .containsExactly(
                        tuple("a", List.of("MIT")),
                        tuple("b", List.of("BSD")),
                        tuple("c", List.of("MIT License")),
                        tuple("d", List.of()));
    }

    @Test
    void metadataElsewhereIsNoPackage() throws IOException {
        assertThat(Scans.rootfs(new TarBytes()
                                .file("src/PKG-INFO", DJANGO)
                                .file("src/METADATA", DJANGO)
                                .file("src/.egg-info", DJANGO)
                                .end())
                        .packages())
                .isEmpty();
    }

    @Test
    void neverTrustsANameThatPythonWouldNotTake() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(SITE + "a.dist-info/METADATA", "Name: a\u001b[2Jb\nVersion: 1\n\n")
                .file(SITE + "b.dist-info/METADATA", "Name: b\nVersion: <script>\n\n")
                .file(SITE + "c.dist-info/METADATA", "\nName: c\nVersion: 1\n")
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).hasSize(3);
    }

    @Test
    void damagedMetadataIsReadOrAGapButNeverTheEnd() throws IOException {
        Random random = new Random(503);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = DJANGO.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file(SITE + "Django-3.2.0.dist-info/METADATA", 0644, damaged)
                    .end());
            assertThat(inventory.packages().size() + inventory.gaps().size()).isEqualTo(1);
        }
    }

    private static byte[] behind(String script, byte[] archive) {
        byte[] both = Arrays.copyOf(script.getBytes(StandardCharsets.UTF_8), script.length() + archive.length);
        System.arraycopy(archive, 0, both, script.length(), archive.length);
        return both;
    }
}
