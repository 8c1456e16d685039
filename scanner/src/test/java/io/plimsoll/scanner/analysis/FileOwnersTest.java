package io.plimsoll.scanner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Executable;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FileOwnersTest {
    private static final byte[] SCRIPT = "#!/bin/sh".getBytes(StandardCharsets.US_ASCII);
    private static final String STATUS =
            "Package: tool\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n";
    private static final String TOOL = "pkg:deb/debian/tool@1?arch=amd64";
    private static final String SITE = "usr/local/lib/python3.11/site-packages/";
    private static final String SIX = "pkg:pypi/six@1.16.0";

    private final TarBytes root = new TarBytes();

    @Test
    void withoutPackagesNobodyOwnsAnything() throws IOException {
        program("opt/tool");

        assertThat(owners()).containsExactly(Map.entry("/opt/tool", ""));
        assertThat(scan().unownedExecutables()).hasValue(1);
    }

    @Test
    void dpkgListsWhatItsPackagesOwn() throws IOException {
        root.file("var/lib/dpkg/status", STATUS).file("var/lib/dpkg/info/tool:amd64.list", "/.\n/usr/bin/tool\n");
        program("usr/bin/tool");
        program("usr/bin/other");

        assertThat(owners()).containsOnly(Map.entry("/usr/bin/other", ""), Map.entry("/usr/bin/tool", TOOL));
    }

    @Test
    void scriptsOfItsPackagesAreKeptByDpkgAndNotListed() throws IOException {
        root.file("var/lib/dpkg/status", STATUS).file("var/lib/dpkg/info/tool:amd64.list", "/.\n");
        program("var/lib/dpkg/info/tool:amd64.postinst");
        program("var/lib/dpkg/info/tool.postinst");

        assertThat(owners())
                .containsOnly(
                        Map.entry("/var/lib/dpkg/info/tool:amd64.postinst", TOOL),
                        Map.entry("/var/lib/dpkg/info/tool.postinst", ""));
    }

    /// The package is not installed any more, so it brought nothing that is there.
    @Test
    void listOfARemovedPackageOwnsNothing() throws IOException {
        root.file("var/lib/dpkg/status", STATUS.replace("install ok installed", "deinstall ok config-files"))
                .file("var/lib/dpkg/info/tool.list", "/etc/tool.sh\n");
        program("etc/tool.sh");

        assertThat(owners()).containsExactly(Map.entry("/etc/tool.sh", ""));
    }

    /// As images without dpkg itself have it, and the file may bear another name than the package.
    @Test
    void checksumsBesideAStatusFileAreAList() throws IOException {
        root.file("var/lib/dpkg/status.d/tool1", STATUS)
                .file("var/lib/dpkg/status.d/tool1.md5sums", "0".repeat(32) + "  usr/bin/tool\nshort\n");
        program("usr/bin/tool");

        assertThat(owners()).containsExactly(Map.entry("/usr/bin/tool", TOOL));
        assertThat(Scans.gapCodes(scan())).isEmpty();
        assertThat(scan().unknownExecutables()).isZero();
    }

    @Test
    void apkListsWhatItsPackagesOwn() throws IOException {
        root.file("lib/apk/db/installed", "P:tool\nV:1-r0\nA:x86_64\nF:bin\nR:tool\nZ:Q1=\n");
        program("bin/tool");
        program("bin/other");

        assertThat(owners())
                .containsOnly(
                        Map.entry("/bin/other", ""), Map.entry("/bin/tool", "pkg:apk/alpine/tool@1-r0?arch=x86_64"));
    }

    @Test
    void pythonPackagesListTheirFilesInRecords() throws IOException {
        root.file(SITE + "six-1.16.0.dist-info/METADATA", "Name: six\nVersion: 1.16.0\n")
                .file(SITE + "six-1.16.0.dist-info/RECORD", """
                                six.py,sha256=x,1
                                "six,too.py",,
                                ../../../bin/six,sha256=x,1
                                /opt/six,,
                                ../../../../../../../etc/passwd,,
                                a/../../b,,
                                """);
        for (String name : new String[] {SITE + "six.py", SITE + "six,too.py", "usr/local/bin/six", "opt/six"}) {
            program(name);
        }
        program(SITE + "seven.py");

        assertThat(owners())
                .containsOnly(
                        Map.entry("/" + SITE + "six.py", SIX),
                        Map.entry("/" + SITE + "six,too.py", SIX),
                        Map.entry("/usr/local/bin/six", SIX),
                        Map.entry("/opt/six", SIX),
                        Map.entry("/" + SITE + "seven.py", ""));
        assertThat(Scans.gapCodes(scan())).isEmpty();
    }

    @Test
    void olderPythonPackagesListTheirFilesOrTheirFolders() throws IOException {
        root.file(SITE + "six-1.16.0.egg-info/PKG-INFO", "Name: six\nVersion: 1.16.0\n")
                .file(SITE + "six-1.16.0.egg-info/installed-files.txt", "../six.py\nPKG-INFO\n")
                .file(SITE + "six-1.16.0.egg-info/top_level.txt", "sixth\n")
                .file(SITE + "a-2.egg-info/PKG-INFO", "Name: a\nVersion: 2\n")
                .file(SITE + "a-2.egg-info/top_level.txt", "alpha\n../..\n");
        program(SITE + "six.py");
        program(SITE + "sixth/x");
        program(SITE + "alpha/x/y");

        assertThat(owners())
                .containsOnly(
                        Map.entry("/" + SITE + "six.py", SIX),
                        Map.entry("/" + SITE + "sixth/x", ""),
                        Map.entry("/" + SITE + "alpha/x/y", "pkg:pypi/a@2"));
    }

    @Test
    void condaListsWhatItInstalled() throws IOException {
        root.file(
                "opt/conda/conda-meta/x-1-0.json",
                "{\"name\":\"x\",\"version\":\"1\",\"files\":[\"bin/x\",[],3,\"../../etc/x\"]}");
        program("opt/conda/bin/x");
        program("opt/conda/bin/y");
        program("etc/x");

        assertThat(owners())
                .containsOnly(
                        Map.entry("/opt/conda/bin/x", "pkg:conda/x@1"),
                        Map.entry("/opt/conda/bin/y", ""),
                        Map.entry("/etc/x", ""));
    }

    @Test
    void otherPackagesOwnWhatLiesInTheirFolder() throws IOException {
        root.file("app/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}")
                .file("app/node_modules/a/node_modules/@s/b/package.json", "{\"name\":\"@s/b\",\"version\":\"2.0.0\"}")
                .file("gems/specifications/rack-3.gemspec", "s.name = 'rack'\ns.version = '3'\n")
                .file(
                        "srv/vendor/composer/installed.json",
                        "{\"packages\":[{\"name\":\"acme/cli\",\"version\":\"1.0.0\"}]}");
        program("app/node_modules/a/bin/a");
        program("app/node_modules/a/node_modules/@s/b/bin/b");
        program("app/node_modules/a/node_modules/c/bin/c");
        program("app/node_modules/.hidden/d");
        program("gems/gems/rack-3/bin/rackup");
        program("gems/extensions/x86_64-linux/3.1.0/rack-3/rack.so");
        program("gems/extensions/x86_64-linux/3.1.0/puma-3/puma.so");
        program("srv/vendor/acme/cli/run");
        program("srv/vendor/acme/run");

        assertThat(owners())
                .containsOnly(
                        Map.entry("/app/node_modules/a/bin/a", "pkg:npm/a@1.0.0"),
                        Map.entry("/app/node_modules/a/node_modules/@s/b/bin/b", "pkg:npm/%40s/b@2.0.0"),
                        Map.entry("/app/node_modules/a/node_modules/c/bin/c", ""),
                        Map.entry("/app/node_modules/.hidden/d", ""),
                        Map.entry("/gems/gems/rack-3/bin/rackup", "pkg:gem/rack@3"),
                        Map.entry("/gems/extensions/x86_64-linux/3.1.0/rack-3/rack.so", "pkg:gem/rack@3"),
                        Map.entry("/gems/extensions/x86_64-linux/3.1.0/puma-3/puma.so", ""),
                        Map.entry("/srv/vendor/acme/cli/run", "pkg:composer/acme/cli@1.0.0"),
                        Map.entry("/srv/vendor/acme/run", ""));
    }

    @Test
    void programsThatWereRecognisedOwnThemselves() throws IOException {
        root.file("usr/local/bin/python3.11", 0755, "\177ELF\0003.11.7\0".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(owners()).containsExactly(Map.entry("/usr/local/bin/python3.11", "pkg:generic/python@3.11.7"));
    }

    /// A package cannot have brought what came later, wherever it lies and whatever lists name it.
    @Test
    void whatALaterLayerPutsInTheirPlaceBelongsToNobody() throws IOException {
        byte[] base = new TarBytes()
                .file("var/lib/dpkg/status", STATUS)
                .file("var/lib/dpkg/info/tool.list", "/usr/bin/tool\n/usr/bin/more\n")
                .file("usr/bin/tool", 0755, SCRIPT)
                .file("usr/bin/more", 0755, SCRIPT)
                .file("app/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}")
                .end();
        byte[] added = new TarBytes()
                .file("usr/bin/tool", 0755, SCRIPT)
                .file("app/node_modules/a/miner", 0755, SCRIPT)
                .end();

        assertThat(owners(Scans.docker(SampleImage.of(base, added))))
                .containsOnly(
                        Map.entry("/usr/bin/more", TOOL),
                        Map.entry("/usr/bin/tool", ""),
                        Map.entry("/app/node_modules/a/miner", ""));
    }

    @Test
    void filesBelowAMergedFolderAreListedByEitherName() throws IOException {
        root.symbolicLink("bin", "usr/bin")
                .file("var/lib/dpkg/status", STATUS)
                .file("var/lib/dpkg/info/tool.list", "/bin/tool\n");
        program("usr/bin/tool");

        assertThat(owners()).containsExactly(Map.entry("/usr/bin/tool", TOOL));
    }

    private void program(String path) {
        root.file(path, 0755, SCRIPT);
    }

    private Map<String, String> owners() throws IOException {
        return owners(scan());
    }

    private Inventory scan() throws IOException {
        return Scans.rootfs(new TarBytes().raw(root.bytes()).end());
    }

    private static Map<String, String> owners(Inventory inventory) {
        return inventory.executables().stream()
                .collect(Collectors.toMap(Executable::path, one -> Objects.requireNonNull(one.owner())));
    }
}
