package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VexTest {
    private static final VexProduct.Image IMAGE =
            new VexProduct.Image(List.of("registry.example/shop/web:1.4"), Optional.of("sha256:11"));
    private static final Finding FINDING = new Finding(
            "CVE-2023-4911",
            List.of("DSA-5514-1"),
            new SoftwarePackage(
                    "libc6",
                    "2.36-9+deb12u1",
                    PackageType.DEB,
                    "pkg:deb/debian/libc6@2.36-9%2Bdeb12u1?arch=amd64&distro=debian-12&upstream=glibc",
                    null,
                    "",
                    "/var/lib/dpkg/status",
                    null),
            List.of(),
            FindingStatus.AFFECTED,
            Severity.HIGH,
            null,
            false,
            null,
            "",
            "",
            "");

    @Test
    void clearsNothingWithoutStatements() {
        Vex vex = VexDocument.parse("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "author": "shop", "statements": []}
                """);
        assertThat(vex).isEqualTo(Vex.NONE);
        assertThat(vex.clearing(FINDING, IMAGE)).isEmpty();
    }

    @Test
    void saysWhoClearsItAndWhy() {
        Optional<VexStatement> clearing = openVex(
                        "pkg:deb/debian/libc6", "not_affected", "vulnerable_code_not_in_execute_path", "2026-01-01")
                .clearing(FINDING, IMAGE);
        assertThat(clearing).isPresent();
        assertThat(clearing.get().sentence())
                .isEqualTo("not_affected, vulnerable_code_not_in_execute_path: nobody calls it (by shop team)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pkg:deb/debian/libc6|true",
                "pkg:deb/debian/libc6@2.36-9%2Bdeb12u1|true",
                "pkg:deb/debian/libc6@2.36-9+deb12u1|true",
                "pkg:deb/debian/libc6@2.36-9+deb12u1?distro=debian-12|true",
                "pkg:deb/debian/libc6@2.36-9+deb12u1?distro=debian-11|false",
                "pkg:deb/debian/libc6@2.36-9|false",
                "pkg:deb/ubuntu/libc6|false",
                "pkg:deb/debian/libc6-dev|false",
                "libc6|false",
                "registry.example/shop/web:1.4|true",
                "registry.example/shop/web:1.5|false",
                "sha256:11|true",
                "pkg:oci/web|true",
                "pkg:oci/web@sha256%3A11|true",
                "pkg:oci/web@sha256%3A12|false",
                "pkg:docker/shop/web@1.4|true",
                "pkg:docker/shop/web@1.5|false",
                "pkg:oci/eb|false",
                "pkg:|false",
                "pkg:deb/%zz@1|false",
            })
    void countsForThePackageOrTheImageThatItNames(String product, boolean counts) {
        assertThat(openVex(product, "fixed", "", "2026-01-01").clearing(FINDING, IMAGE))
                .matches(found -> found.isPresent() == counts);
    }

    @Test
    void believesTheLatestOfSeveralStatements() {
        Vex cleared = openVex("pkg:deb/debian/libc6", "not_affected", "", "2026-01-01T00:00:00Z");
        Vex affected = openVex("pkg:deb/debian/libc6", "affected", "", "2026-02-01T00:00:00Z");
        Vex again = openVex("pkg:deb/debian/libc6", "fixed", "", "2026-03-01T00:00:00Z");
        assertThat(affected.and(cleared).clearing(FINDING, IMAGE)).isEmpty();
        assertThat(cleared.and(again).and(affected).clearing(FINDING, IMAGE)).isPresent();
    }

    @Test
    void clearsOnlyTheNamedPartsOfAnImage() {
        assertThat(parts("pkg:deb/debian/libc6").clearing(FINDING, IMAGE)).isPresent();
        assertThat(parts("pkg:deb/debian/openssl").clearing(FINDING, IMAGE)).isEmpty();
    }

    private static Vex parts(String part) {
        return VexDocument.parse("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "author": "shop",
                 "statements": [{"vulnerability": {"name": "x", "aliases": ["DSA-5514-1"]}, "status": "fixed",
                  "products": [{"@id": "pkg:oci/web", "subcomponents": [{"@id": "%s"}]}]}]}
                """.formatted(part));
    }

    @Test
    void readsTheAnalysesOfCycloneDx() {
        Vex vex = VexDocument.parse("""
                {"bomFormat": "CycloneDX", "specVersion": "1.6",
                 "metadata": {"timestamp": "2026-01-01T00:00:00Z", "authors": [{"name": "bob"}]},
                 "components": [{"bom-ref": "a", "purl": "pkg:deb/debian/libc6"}],
                 "vulnerabilities": [
                  {"id": "CVE-2023-4911", "affects": [{"ref": "a"}],
                   "analysis": {"state": "not_affected", "justification": "code_not_reachable", "detail": "static"}},
                  {"id": "CVE-1", "affects": [{"ref": "urn:cdx:3e67/1#pkg%3Adeb/debian/libc6"}],
                   "analysis": {"state": "resolved"}},
                  {"id": "CVE-2", "affects": [{"ref": "a"}], "analysis": {"state": "exploitable"}},
                  {"id": "CVE-3", "affects": [{"ref": "a"}], "analysis": {"detail": "no state"}},
                  {"id": "CVE-4", "affects": [{"ref": "a"}]}]}
                """);
        assertThat(vex.statements()).hasSize(3);
        assertThat(vex.clearing(FINDING, IMAGE).orElseThrow().sentence())
                .isEqualTo("not_affected, code_not_reachable: static (by bob)");
        assertThat(vex.statements().get(1).products()).containsExactly(new VexProduct("pkg:deb/debian/libc6"));
        assertThat(vex.statements().get(2).isAllClear()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense|it is not JSON",
                "[]|it is neither OpenVEX",
                "{\"@context\": \"https://openvex.dev/ns\", \"statements\": [{}]}|statement 1 names no vulnerability",
                "{\"@context\": \"https://openvex.dev/ns\", \"statements\": [{}]}|statement 1 names no product",
                "{\"@context\": \"https://openvex.dev/ns\", \"statements\": [{\"status\": \"fine\"}]}|has the status 'fine'",
            })
    void namesEveryMistake(String document, String mistake) {
        assertThatThrownBy(() -> VexDocument.parse(document))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.mistakes())
                                .anySatisfy(m -> assertThat(m).contains(mistake)));
    }

    @Test
    void refusesDepthAndLength() {
        assertThatThrownBy(() -> VexDocument.parse("[".repeat(10_000))).isInstanceOf(InvalidPolicyException.class);
        assertThatThrownBy(() -> VexDocument.parse(" ".repeat(VexDocument.MAXIMUM_LENGTH + 1)))
                .isInstanceOf(InvalidPolicyException.class);
    }

    private static Vex openVex(String product, String status, String justification, String time) {
        return VexDocument.parse("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "author": "shop team", "timestamp": "2025-01-01T00:00:00Z",
                 "statements": [{"vulnerability": {"name": "CVE-2023-4911"}, "products": [{"@id": "%s"}],
                  "status": "%s", "justification": "%s", "impact_statement": "nobody calls it", "timestamp": "%s"}]}
                """.formatted(product, status, justification, time));
    }
}
