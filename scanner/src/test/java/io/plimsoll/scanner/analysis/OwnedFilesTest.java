package io.plimsoll.scanner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class OwnedFilesTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String PYTHON3_SIX =
            "Package: python3-six\nStatus: install ok installed\nVersion: 1.16.0-4\nArchitecture: all\n";
    private static final String SIX = "usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO";
    private static final String METADATA = "Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\n";

    @Test
    void withoutADatabaseNobodyOwnsAnything() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes().file(SIX, METADATA).end());

        assertThat(owners(inventory)).containsExactly("six: ");
    }

    @Test
    void dpkgNamesItsFilesInLists() throws IOException {
        Inventory inventory = Scans.rootfs(debian("/.\n/usr\n/" + SIX + "\n")
                .file(SIX, METADATA)
                .file("opt/mine/six-1.16.0.dist-info/METADATA", METADATA)
                .end());

        assertThat(owners(inventory)).containsExactly("six: ", "six: python3-six", "python3-six: ");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void apkNamesItsFilesInItsDatabase() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(
                        "lib/apk/db/installed",
                        "P:py3-six\nV:1.16.0-r8\nA:noarch\nL:MIT\nF:usr/lib/python3.11/site-packages/"
                                + "six-1.16.0.dist-info\nR:METADATA\nZ:Q1=\nR:top_level.txt\nF:\nR:root\n")
                .file("usr/lib/python3.11/site-packages/six-1.16.0.dist-info/METADATA", METADATA)
                .end());

        assertThat(owners(inventory)).containsExactly("py3-six: ", "six: py3-six");
        assertThat(inventory.packages().getFirst().licences()).containsExactly("MIT");
    }

    @Test
    void archivesAreOwnedWithAllThatIsInThem() throws IOException {
        byte[] inner = zip(Map.of(pom("inner"), properties("inner")));
        byte[] outer = zip(Map.of(pom("outer"), properties("outer"), "lib/inner-1.0.jar", inner));
        Inventory inventory = Scans.rootfs(debian("/usr/share/java/outer.jar\n")
                .file("usr/share/java/outer.jar", 0644, outer)
                .file("usr/share/java/other.jar", 0644, inner)
                .end());

        assertThat(owners(inventory))
                .contains("org.example:outer: python3-six", "org.example:inner: python3-six", "org.example:inner: ");
    }

    @Test
    void filesBelowAMergedFolderAreListedByEitherName() throws IOException {
        String place = "lib/node_modules/left-pad/package.json";
        for (String listed : List.of("/" + place, "/usr/" + place)) {
            Inventory inventory = Scans.rootfs(debian(listed + "\n")
                    .symbolicLink("lib", "usr/lib")
                    .file("usr/" + place, "{\"name\":\"left-pad\",\"version\":\"1.0.0\"}")
                    .end());

            assertThat(owners(inventory)).contains("left-pad: python3-six");
        }
    }

    @Test
    void whatALaterLayerPutsInItsPlaceIsNotTheDistributions() throws IOException {
        byte[] base = debian("/" + SIX + "\n").file(SIX, METADATA).end();
        byte[] same = new TarBytes().file("etc/motd", "hello").end();
        byte[] replaced =
                new TarBytes().file(SIX, METADATA.replace("1.16.0", "1.0.0")).end();
        byte[] upgraded = debian("/" + SIX + "\n")
                .file(SIX, METADATA.replace("1.16.0", "1.17.0"))
                .end();

        assertThat(owners(Scans.docker(SampleImage.of(base, same)))).contains("six: python3-six");
        assertThat(owners(Scans.docker(SampleImage.of(base, replaced)))).contains("six: ");
        assertThat(owners(Scans.docker(SampleImage.of(base, upgraded)))).contains("six: python3-six");
    }

    private static TarBytes debian(String fileList) {
        return new TarBytes().file(STATUS, PYTHON3_SIX).file("var/lib/dpkg/info/python3-six.list", fileList);
    }

    private static String pom(String name) {
        return "META-INF/maven/org.example/" + name + "/pom.properties";
    }

    private static byte[] properties(String name) {
        return ("groupId=org.example\nartifactId=" + name + "\nversion=1.0\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static List<String> owners(Inventory inventory) {
        return inventory.packages().stream()
                .map(one -> one.name() + ": " + one.owner())
                .toList();
    }
}
