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

class CondaTest {
    private static final String META = "opt/conda/conda-meta/";

    @Test
    void emptyRecordIsAGap() throws IOException {
        Inventory inventory =
                Scans.rootfs(new TarBytes().file(META + "x-1-0.json", "{}").end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(gapCodes(inventory)).containsExactly("malformed-package");
    }

    @Test
    void findsPackagesOfAnEnvironment() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(META + "libgomp-11.2.0-h1234567_1.json", """
                        {"build": "h1234567_1", "depends": ["_libgcc_mutex 0.1 main"], "name": "libgomp",
                         "paths_data": {"paths": [{"name": "x"}]}, "subdir": "linux-64", "version": "11.2.0"}""")
                .file(META + "history", "==> 2026-11-23 <==")
                .file("opt/conda/pkgs/libgomp-11.2.0/info/index.json", "{\"name\":\"libgomp\",\"version\":\"11.2.0\"}")
                .end());
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactly(
                        tuple("libgomp", "11.2.0", "pkg:conda/libgomp@11.2.0?build=h1234567_1&subdir=linux-64"));
    }

    @Test
    void whatLiesInTheCacheIsNotInstalledASecondTime() throws IOException {
        String metadata = "site-packages/six-1.16.0.dist-info/METADATA";
        String cached = "opt/conda/pkgs/six-1.16.0-pyh6c4a22f_0/" + metadata;
        TarBytes cache = new TarBytes().file(cached, "Name: six\nVersion: 1.16.0\n");
        TarBytes environment = new TarBytes()
                .file(META + "six-1.16.0-pyh6c4a22f_0.json", "{\"name\":\"six\",\"version\":\"1.16.0\"}")
                .file(cached, "Name: six\nVersion: 1.16.0\n")
                .hardLink("opt/conda/lib/python3.11/" + metadata, cached);
        assertThat(Scans.rootfs(cache.end()).packages())
                .extracting(SoftwarePackage::path)
                .as("without Conda it is no cache")
                .containsExactly("/" + cached);
        assertThat(Scans.rootfs(environment.end()).packages())
                .extracting(SoftwarePackage::path)
                .containsExactly("/" + META + "six-1.16.0-pyh6c4a22f_0.json", "/opt/conda/lib/python3.11/" + metadata);
    }

    @Test
    void neverTrustsANameThatCondaWouldNotTake() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(META + "a.json", "{\"name\":\"<a>\",\"version\":\"1\"}")
                .file(META + "b.json", "{\"name\":\"b\",\"version\":\"1 2\"}")
                .file(META + "c.json", "{\"name\":\"c\",\"vers")
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).hasSize(3);
    }
}
