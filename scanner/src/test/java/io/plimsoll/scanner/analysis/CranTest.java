package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CranTest {
    private static final String GGPLOT =
            "Package: ggplot2\nVersion: 3.4.0\nLicense: MIT + file LICENSE\nBuilt: R 4.2.2; ; x; unix\n";

    @Test
    void emptyDescriptionIsNoPackage() throws IOException {
        assertThat(Scans.rootfs(new TarBytes()
                                .file("usr/lib/R/library/x/DESCRIPTION", "")
                                .end())
                        .packages())
                .isEmpty();
    }

    @Test
    void findsInstalledPackagesButNotRItself() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("usr/local/lib/R/site-library/ggplot2/DESCRIPTION", GGPLOT)
                .file(
                        "opt/R/lib/library/Matrix/DESCRIPTION",
                        "Package: Matrix\nVersion: 1.5-3\nPriority: recommended\nDescription: A\n  Version: 9\nBuilt: R 4\n")
                .file(
                        "usr/lib/R/library/stats/DESCRIPTION",
                        "Package: stats\nVersion: 4.2.2\nPriority: base\nBuilt: R 4.2.2\n")
                .file("src/library/ggplot2/DESCRIPTION", "Package: ggplot2\nVersion: 3.5.0\n")
                .file("src/ggplot2/DESCRIPTION", GGPLOT)
                .end());
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("ggplot2", "3.4.0", "pkg:cran/ggplot2@3.4.0"),
                        tuple("Matrix", "1.5-3", "pkg:cran/Matrix@1.5-3"));
    }

    @Test
    void neverTrustsANameThatRWouldNotTake() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("R/library/a/DESCRIPTION", "Package: a-b\nVersion: 1.0\nBuilt: R\n")
                .file("R/library/b/DESCRIPTION", "Package: b\nVersion: <script>\nBuilt: R\n")
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(gapCodes(inventory)).containsExactly("malformed-package");
        assertThat(inventory.gaps()).hasSize(2);
    }
}
