package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.cli.CommandRun;
import io.plimsoll.cli.TrustedBundles;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.SoftwarePackage.Source;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.sbom.SbomScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our own bills of materials, read back.
class SbomRoundTripTest {
    private static final Digest LAYER = Digest.of(new byte[] {1});

    @TempDir
    Path folder;

    @Test
    void emptyInventoryComesBackEmpty() throws IOException {
        for (Map<String, Object> document : documents(inventory(List.of(), List.of()))) {
            Inventory read = read(document);

            assertThat(read.packages()).isEmpty();
            assertThat(read.gaps()).isEmpty();
            assertThat(read.names()).containsExactly("shop/web:1");
        }
    }

    @Test
    void packagesAndDistributionComeBackAsTheyWere() throws IOException {
        Inventory inventory = inventory(packages(), List.of());
        for (Map<String, Object> document : documents(inventory)) {
            Inventory read = read(document);

            assertThat(read.packages()).containsExactlyInAnyOrderElementsOf(inventory.packages());
            assertThat(read.distribution()).isEqualTo(inventory.distribution());
            assertThat(read.gaps()).isEmpty();
        }
    }

    @Test
    void whatWasNotSeenIsNotForgotten() throws IOException {
        for (Map<String, Object> document :
                documents(inventory(packages(), List.of(new Gap("limit-bytes", "too long", "/x"))))) {
            assertThat(read(document).gaps()).extracting(Gap::code).containsExactly("sbom-incomplete");
        }
    }

    @Test
    void findingsAreTheSame() throws IOException {
        Path file = folder.resolve("feed.bundle");
        Path key = folder.resolve("feed.key");
        CommandRun built = CommandRun.of(
                "feed",
                "build",
                "--from",
                "../cyber-intelligence/feeds/src/dist/sample-feed",
                "--key",
                key.toString(),
                "--output",
                file.toString());
        assertThat(built.exit()).as(built.err()).isZero();
        Inventory inventory = inventory(packages(), List.of());
        try (Bundle bundle = TrustedBundles.open(Optional.of(file), List.of(Path.of(key + ".pub")))
                .orElseThrow()) {
            var expected = Matcher.match(inventory, bundle);
            assertThat(expected.findings()).isNotEmpty();
            for (Map<String, Object> document : documents(inventory)) {
                var found = Matcher.match(read(document), bundle);

                assertThat(found.findings()).isEqualTo(expected.findings());
                assertThat(found.notAssessed()).isEqualTo(expected.notAssessed());
            }
        }
    }

    private static List<SoftwarePackage> packages() {
        return List.of(
                SampleReport.LODASH,
                new SoftwarePackage(
                        "curl",
                        "7.88.1-10",
                        PackageType.DEB,
                        "pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12",
                        new Source("curl", "7.88.1-10"),
                        "amd64",
                        "/var/lib/dpkg/status",
                        LAYER),
                new SoftwarePackage(
                        "libattr1",
                        "1:2.5.1-4+b1",
                        PackageType.DEB,
                        "pkg:deb/debian/libattr1@1:2.5.1-4%2Bb1?arch=amd64&distro=debian-12&upstream=attr%401:2.5.1-4",
                        new Source("attr", "1:2.5.1-4"),
                        "amd64",
                        "/var/lib/dpkg/status",
                        LAYER),
                new SoftwarePackage(
                        "@babel/core",
                        "7.0.0",
                        PackageType.NPM,
                        "pkg:npm/%40babel/core@7.0.0",
                        null,
                        "",
                        "/usr/share/node_modules/@babel/core/package.json",
                        LAYER,
                        List.of(),
                        "node-babel",
                        ""),
                new SoftwarePackage(
                        "org.apache.logging.log4j:log4j-core",
                        "2.14.1",
                        PackageType.MAVEN,
                        "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                        null,
                        "",
                        "/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar",
                        null),
                new SoftwarePackage(
                        "github.com/BurntSushi/toml",
                        "v1.3.2",
                        PackageType.GOLANG,
                        "pkg:golang/github.com/burntsushi/toml@v1.3.2",
                        null,
                        "",
                        "/usr/local/bin/app in layer 7",
                        null));
    }

    private static Inventory inventory(List<SoftwarePackage> packages, List<Gap> gaps) {
        return new Inventory(
                Inventory.FORMAT,
                "test",
                Digest.of(new byte[] {2}),
                List.of("shop/web:1"),
                new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"),
                null,
                List.of(),
                packages.stream()
                        .sorted(Comparator.comparing(SoftwarePackage::path).thenComparing(SoftwarePackage::name))
                        .toList(),
                List.of(),
                gaps);
    }

    private static List<Map<String, Object>> documents(Inventory inventory) {
        return List.of(
                CycloneDxReport.inventory("docker:shop/web:1", inventory),
                SpdxReport.inventory("docker:shop/web:1", inventory, SampleReport.AT),
                Spdx3Report.inventory("docker:shop/web:1", inventory, SampleReport.AT));
    }

    private static Inventory read(Map<String, Object> document) throws IOException {
        byte[] json = Json.write(document).getBytes(StandardCharsets.UTF_8);
        return SbomScan.read(new ByteArrayInputStream(json), new Budget(Limits.defaults(), System::nanoTime), "test");
    }
}
