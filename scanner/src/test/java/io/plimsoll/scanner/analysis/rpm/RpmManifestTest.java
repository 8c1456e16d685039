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
import org.junit.jupiter.api.Test;

class RpmManifestTest {
    private static final String FILE = "var/lib/rpmmanifest/container-manifest-2";
    private static final String MARINER =
            "ID=mariner\nVERSION_ID=\"2.0\"\nPRETTY_NAME=\"CBL-Mariner/Linux\"\nVERSION=\"2.0.20231004\"\n";
    private static final String GLIBC =
            "glibc\t2.35-4.cm2\t1696448000\t1688500000\tMicrosoft Corporation\t(none)\t10855265\t"
                    + "x86_64\t0\tglibc-2.35-4.cm2.src.rpm\n";
    private static final String OPENSSL =
            "openssl-libs\t1.1.1k-27.cm2\t1696448000\t1693000000\tMicrosoft Corporation\t1\t"
                    + "4365048\tx86_64\t1\topenssl-1.1.1k-27.cm2.src.rpm\n";

    @Test
    void packagesOfAnImageWithoutADatabase() throws IOException {
        Inventory inventory = scan(GLIBC + OPENSSL);

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .containsExactly(
                        new SoftwarePackage(
                                "glibc",
                                "2.35-4.cm2",
                                PackageType.RPM,
                                "pkg:rpm/mariner/glibc@2.35-4.cm2?arch=x86_64&distro=mariner-2.0"
                                        + "&upstream=glibc-2.35-4.cm2.src.rpm",
                                new SoftwarePackage.Source("glibc", "2.35-4.cm2"),
                                "x86_64",
                                "/" + FILE,
                                null),
                        new SoftwarePackage(
                                "openssl-libs",
                                "1:1.1.1k-27.cm2",
                                PackageType.RPM,
                                "pkg:rpm/mariner/openssl-libs@1.1.1k-27.cm2?arch=x86_64&distro=mariner-2.0&epoch=1"
                                        + "&upstream=openssl-1.1.1k-27.cm2.src.rpm",
                                new SoftwarePackage.Source("openssl", "1:1.1.1k-27.cm2"),
                                "x86_64",
                                "/" + FILE,
                                null));
    }

    @Test
    void linesThatMakeNoSenseAreAGapAndTheOthersCount() throws IOException {
        for (String line : new String[] {
            "glibc 2.35-4.cm2\n",
            "\t1-1\t1\t1\tv\t(none)\t1\tx86_64\t0\t(none)\n",
            "a\t1\t1\t1\tv\t(none)\t1\tx86_64\t0\t(none)\n",
            "a\t1-1\t1\t1\tv\t(none)\t1\tx86_64\t-1\t(none)\n",
            GLIBC.replace("\n", "\tmore\n")
        }) {
            Inventory inventory = scan(OPENSSL + line);

            assertThat(gapCodes(inventory)).as(line).containsExactly("malformed-package-database");
            assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("openssl-libs");
        }
    }

    @Test
    void whatAHigherLayerAddsCameWithIt() throws IOException {
        byte[] base = image(GLIBC).end();
        byte[] top = new TarBytes().file(FILE, GLIBC + OPENSSL).end();

        Inventory inventory = Scans.docker(SampleImage.of(base, top));

        assertThat(inventory.packages())
                .extracting(software -> software.name() + " "
                        + inventory.layers().stream()
                                .map(layer -> layer.diffId())
                                .toList()
                                .indexOf(software.layer()))
                .containsExactly("glibc 0", "openssl-libs 1");
    }

    private static Inventory scan(String manifest) throws IOException {
        return Scans.rootfs(image(manifest).end());
    }

    private static TarBytes image(String manifest) {
        return new TarBytes().file("etc/os-release", MARINER).file(FILE, manifest);
    }
}
