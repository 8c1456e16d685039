package io.plimsoll.scanner.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SbomScanTest {
    @Test
    void emptyDocumentIsAnEmptyInventory() throws IOException {
        Inventory inventory = read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\"}");

        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.distribution()).isNull();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void whatIsNoBillOfMaterialsIsRefused() {
        refused("", "not a JSON object");
        refused("[]", "not a JSON object");
        refused("{}", "neither");
        refused("{\"specVersion\":\"2.0\"}", "'CycloneDX 2.0' are not read");
        refused("{\"spdxVersion\":\"SPDX-1.2\"}", "'SPDX-1.2' are not read");
        refused("{\"specVersion\":\"1.6\"", "not sound JSON");
        refused("{\"specVersion\":\"1.6\"}{}", "something follows");
        refused("{\"specVersion\":\"1.6\",\"components\":" + "[".repeat(100_000), "not sound JSON");
    }

    /// As syft writes them.
    @Test
    void readsCycloneDxOfOtherTools() throws IOException {
        Inventory inventory = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"type":"container","name":"shop"}},
                 "components":[
                  {"type":"library","name":"libssl3","version":"3.0.7-16.el9","purl":
                   "pkg:rpm/redhat/openssl-libs@3.0.7-16.el9?arch=x86_64&epoch=1&distro=rhel-9.2&upstream=openssl-3.0.7-16.el9.src.rpm"},
                  {"type":"library","group":"github.com/BurntSushi","name":"toml","version":"v1.3.2",
                   "purl":"pkg:golang/github.com/burntsushi/toml@v1.3.2#sub"},
                  {"type":"application","name":"outer","components":[
                   {"type":"library","group":"@babel","name":"core","version":"7.0.0","purl":"pkg:npm/%40babel/core@7.0.0",
                    "licenses":[{"license":{"id":"MIT"}}]}]},
                  {"type":"operating-system","name":"rhel","version":"9.2"},
                  {"type":"file","name":"/etc/passwd"}]}
                """);

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.names()).containsExactly("shop");
        assertThat(inventory.distribution()).isEqualTo(new Distribution("rhel", "9.2", "", ""));
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::type, SoftwarePackage::name, SoftwarePackage::version)
                .containsExactlyInAnyOrder(
                        tuple(PackageType.RPM, "openssl-libs", "1:3.0.7-16.el9"),
                        tuple(PackageType.GOLANG, "github.com/BurntSushi/toml", "v1.3.2"),
                        tuple(PackageType.NPM, "@babel/core", "7.0.0"));
        assertThat(inventory.packages())
                .filteredOn(found -> found.type() == PackageType.RPM)
                .extracting(SoftwarePackage::source)
                .containsExactly(new SoftwarePackage.Source("openssl", "1:3.0.7-16.el9"));
    }

    /// As trivy writes them: the source package stands in properties.
    @Test
    void readsTheSourcePackageThatTrivyNames() throws IOException {
        Inventory inventory = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","name":"libc6",
                 "version":"2.36-9","purl":"pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12.5","properties":[
                 {"name":"aquasecurity:trivy:SrcName","value":"glibc"},
                 {"name":"aquasecurity:trivy:SrcVersion","value":"2.36"},
                 {"name":"aquasecurity:trivy:SrcRelease","value":"9"}]}]}
                """);

        assertThat(inventory.packages())
                .extracting(SoftwarePackage::source)
                .containsExactly(new SoftwarePackage.Source("glibc", "2.36-9"));
        assertThat(inventory.distribution()).isEqualTo(new Distribution("debian", "12.5", "", ""));
    }

    @Test
    void readsBothGenerationsOfSpdx() throws IOException {
        Inventory second = read("""
                {"spdxVersion":"SPDX-2.3","packages":[{"name":"lodash","versionInfo":"4.17.15","licenseDeclared":"MIT",
                 "externalRefs":[{"referenceType":"cpe23Type","referenceLocator":"cpe:2.3:a:x"},
                 {"referenceType":"purl","referenceLocator":"pkg:npm/lodash@4.17.15"}]}]}
                """);
        Inventory third = read("""
                {"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
                 {"type":"CreationInfo","name":"x"},
                 {"type":"software_Package","name":"debian","software_packageVersion":"12",
                  "software_primaryPurpose":"operatingSystem"},
                 {"type":"software_Package","name":"lodash","software_packageVersion":"4.17.15",
                  "software_packageUrl":"pkg:npm/lodash@4.17.15"},
                 {"type":"software_Package","name":"ms","externalIdentifier":[
                  {"externalIdentifierType":"packageUrl","identifier":"pkg:npm/ms@2.0.0"}]}]}
                """);

        assertThat(second.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::licences)
                .containsExactly(tuple("lodash", "4.17.15", List.of("MIT")));
        assertThat(third.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version)
                .containsExactly(tuple("lodash", "4.17.15"), tuple("ms", "2.0.0"));
        assertThat(third.distribution()).isEqualTo(new Distribution("debian", "12", "", ""));
        assertThat(third.gaps()).isEmpty();
    }

    @Test
    void whatCannotBeJudgedIsAGapWithItsNumber() throws IOException {
        Inventory inventory = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
                 {"type":"library","name":"a","purl":"pkg:swift/a@1"},
                 {"type":"library","name":"b","purl":"pkg:swift/b@1"},
                 {"type":"container","name":"shop","purl":"pkg:oci/shop@sha256:1"},
                 {"type":"library","name":"c"},
                 {"type":"library","name":"d","purl":"pkg:npm/%zz@1"},
                 {"type":"library","name":"e","purl":"npm/e"}],
                 "compositions":[{"aggregate":"incomplete_first_party_only"}]}
                """);

        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps())
                .extracting(Gap::code)
                .containsExactly(
                        "malformed-package",
                        "malformed-package",
                        "sbom-incomplete",
                        "sbom-unidentified",
                        "sbom-unknown-type");
        assertThat(inventory.gaps().getLast().detail()).startsWith("2 packages are of the type 'swift'");
    }

    @Test
    void documentLargerThanAnyLimitIsAGap() throws IOException {
        StringBuilder document = new StringBuilder("{\"specVersion\":\"1.6\",\"components\":[");
        for (int i = 0; i < 200_000; i++) {
            document.append("{\"type\":\"library\",\"name\":\"a\",\"purl\":\"pkg:npm/a@")
                    .append(i)
                    .append("\"},");
        }
        Inventory inventory = read(document.append("{}]}").toString());

        assertThat(inventory.gaps()).extracting(Gap::code).containsExactly("limit-facts");
        assertThat(inventory.packages()).hasSizeBetween(50_000, 199_999);
    }

    @Test
    void damagedDocumentsNeverBreakTheReader() {
        byte[] sound = """
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"curl","version":"1",
                 "purl":"pkg:deb/debian/curl@7.88?distro=debian-12&upstream=x%401","evidence":{"occurrences":[{"location":"/x"}]},
                 "properties":[{"name":"plimsoll:layer","value":"sha256:0"}],"licenses":[{"expression":"MIT"}]}]}
                """.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20261128);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int change = 0; change < 3 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
            }
            try {
                read(new String(bytes, StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // refused
            }
        }
    }

    private static void refused(String document, String reason) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    private static Inventory read(String document) throws IOException {
        return SbomScan.read(
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                new Budget(Limits.defaults(), System::nanoTime),
                "test");
    }
}
