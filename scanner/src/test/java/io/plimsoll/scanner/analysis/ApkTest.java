package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApkTest {
    private static final String DATABASE = "lib/apk/db/installed";
    private static final String ALPINE = "ID=alpine\nVERSION_ID=3.18.4\nPRETTY_NAME=\"Alpine Linux v3.18\"\n";
    private static final String LIBSSL =
            "C:Q1abc=\nP:libssl3\nV:3.1.3-r0\nA:x86_64\no:openssl\nt:1695\nF:lib\nR:libssl.so.3\n";

    @Test
    void emptyDatabaseIsAGapAndNoPackage() throws IOException {
        Inventory inventory = alpine(DATABASE, "");
        assertThat(inventory.packages()).isEmpty();
        assertThat(gapCodes(inventory)).containsExactly("no-package-database");
    }

    @Test
    void readsPackagesWithTheSourceTheyWereBuiltFrom() throws IOException {
        for (String place : List.of(DATABASE, "usr/lib/apk/db/installed")) {
            Inventory inventory = alpine(place, LIBSSL + "\nP:busybox\nV:1.36.1-r2\nA:x86_64\n");
            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.packages())
                    .extracting(ApkTest::row)
                    .containsExactly("busybox\t1.36.1-r2\tx86_64\tbusybox", "libssl3\t3.1.3-r0\tx86_64\topenssl");
            assertThat(inventory.packages().getLast().purl())
                    .isEqualTo("pkg:apk/alpine/libssl3@3.1.3-r0?arch=x86_64&distro=alpine-3.18.4&upstream=openssl");
        }
    }

    @Test
    void layerOfAPackageIsTheOneThatBroughtIt() throws IOException {
        byte[] below = new TarBytes().file(DATABASE, LIBSSL).end();
        byte[] above =
                new TarBytes().file(DATABASE, LIBSSL + "\nP:curl\nV:8.1-r0\n").end();
        Inventory inventory = Scans.docker(SampleImage.of(below, above));

        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::layer)
                .containsExactlyInAnyOrder(
                        tuple("libssl3", inventory.layers().getFirst().diffId()),
                        tuple("curl", inventory.layers().getLast().diffId()));
    }

    @Test
    void oneBrokenStanzaIsAGapAndTheRestIsRead() throws IOException {
        Inventory inventory = alpine(DATABASE, "P:../evil\nV:1\n\n" + LIBSSL + "\nP:nameless\n\n");
        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("libssl3");
        assertThat(inventory.gaps()).hasSize(2);
    }

    @Test
    void aRemovedDatabaseIsAGap() throws IOException {
        assertThat(gapCodes(Scans.rootfs(new TarBytes()
                        .file("etc/os-release", ALPINE)
                        .file("sbin/apk", "\177ELF")
                        .end())))
                .containsExactly("no-package-database");
    }

    @Test
    void damageIsReadOrAGapButNeverTheEnd() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = LIBSSL.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 5; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file("etc/os-release", ALPINE)
                    .file(DATABASE, 0644, damaged)
                    .end());
            assertThat(inventory.packages().size() + inventory.gaps().size()).isPositive();
        }
    }

    private static Inventory alpine(String place, String database) throws IOException {
        return Scans.rootfs(new TarBytes()
                .file("etc/os-release", ALPINE)
                .file(place, database)
                .end());
    }

    private static String row(SoftwarePackage found) {
        return String.join(
                "\t",
                found.name(),
                found.version(),
                found.architecture(),
                found.advisedAs().name());
    }
}
