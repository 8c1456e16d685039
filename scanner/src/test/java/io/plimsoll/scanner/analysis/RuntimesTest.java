package io.plimsoll.scanner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RuntimesTest {
    @Test
    void emptyFilesNameNoRuntime() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("opt/java/release", "")
                .file("usr/local/go/VERSION", "")
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void findsJavaAndTheToolsOfGo() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(
                        "opt/java/openjdk/release",
                        "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_RUNTIME_VERSION=\"21.0.1+12-LTS\"\nJAVA_VERSION=\"21.0.1\"\n")
                .file("opt/java8/release", "JAVA_VERSION=\"1.8.0_392\"\r\nOS_NAME=\"Linux\"\r\n")
                .file("usr/local/go/VERSION", "go1.21.5\ntime 2023-11-29T20:21:16Z\n")
                .file("opt/old/go/VERSION", "go1.16rc1")
                .file("srv/release", "stable 21.0.1")
                .file("srv/VERSION", "go1.21.5\n")
                .end());
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("java", "21.0.1", "pkg:generic/java@21.0.1"),
                        tuple("java", "1.8.0_392", "pkg:generic/java@1.8.0_392"),
                        tuple("toolchain", "1.21.5", "pkg:golang/toolchain@1.21.5"),
                        tuple("toolchain", "1.16rc1", "pkg:golang/toolchain@1.16rc1"));
    }

    @Test
    void neverTrustsAVersionThatNoneCanBe() throws IOException {
        assertThat(Scans.rootfs(new TarBytes()
                                .file("opt/java/release", "JAVA_VERSION=\"<script>\"\n")
                                .file("opt/go/VERSION", "go<script>\n")
                                .end())
                        .packages())
                .isEmpty();
    }
}
