package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Gap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules of SPDX 2.3 that its JSON schema and its text state for the parts that we write.
class SpdxReportTest {
    @Test
    void fillsEveryMandatoryFieldOfTheDocument() {
        JsonNode document = written(List.of());
        assertThat(document.path("spdxVersion").asString()).isEqualTo("SPDX-2.3");
        assertThat(document.path("dataLicense").asString()).isEqualTo("CC0-1.0");
        assertThat(document.path("SPDXID").asString()).isEqualTo("SPDXRef-DOCUMENT");
        assertThat(document.path("name").asString()).isEqualTo("docker:shop/web:1");
        assertThat(document.path("documentNamespace").asString())
                .matches("https://spdx\\.org/spdxdocs/plimsoll-[0-9a-f-]{36}");
        assertThat(document.at("/creationInfo/created").asString()).isEqualTo("2026-11-02T10:20:30Z");
        assertThat(document.at("/creationInfo/creators/0").asString()).isEqualTo("Tool: plimsoll-" + Version.NUMBER);
    }

    @Test
    void givesEveryPackageAnIdOfItsOwnAndTheMandatoryFields() {
        Set<String> ids = new HashSet<>();
        for (JsonNode one : written(List.of()).path("packages")) {
            assertThat(one.path("SPDXID").asString()).matches("SPDXRef-[a-zA-Z0-9.-]+");
            assertThat(ids.add(one.path("SPDXID").asString())).isTrue();
            assertThat(one.path("name").asString()).isNotEmpty();
            assertThat(one.path("downloadLocation").asString()).isEqualTo("NOASSERTION");
            assertThat(one.path("primaryPackagePurpose").asString("LIBRARY"))
                    .isIn("CONTAINER", "FILE", "OPERATING_SYSTEM", "LIBRARY");
            assertThat(one.path("filesAnalyzed").asBoolean(true)).isFalse();
        }
        assertThat(ids).hasSize(4);
    }

    @Test
    void namesPackagesByPurlAndFindingsAsAdvisories() {
        JsonNode lodash = written(List.of()).at("/packages/2");
        assertThat(lodash.at("/externalRefs/0/referenceCategory").asString()).isEqualTo("PACKAGE-MANAGER");
        assertThat(lodash.at("/externalRefs/0/referenceType").asString()).isEqualTo("purl");
        assertThat(lodash.at("/externalRefs/0/referenceLocator").asString()).isEqualTo("pkg:npm/lodash@4.17.15");
        assertThat(lodash.at("/externalRefs/1/referenceType").asString()).isEqualTo("advisory");
        assertThat(lodash.at("/externalRefs/1/referenceLocator").asString())
                .isEqualTo("https://osv.dev/vulnerability/CVE-2019-10744");
    }

    @Test
    void relatesTheDocumentToTheImageAndTheImageToAllThatIsInIt() {
        assertThat(relationships(written(List.of())))
                .hasSize(4)
                .startsWith(
                        "SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image", "SPDXRef-Image CONTAINS SPDXRef-OperatingSystem")
                .allMatch(r -> !r.contains("NOASSERTION"));
    }

    @Test
    void saysWhatWasNotSeen() {
        JsonNode document = written(List.of(new Gap("limit-bytes", "too long", "/x")));
        assertThat(relationships(document)).endsWith("SPDXRef-Image CONTAINS NOASSERTION");
        assertThat(document.at("/relationships/4/comment").asString()).isEqualTo("not seen: too long (/x)");
    }

    @Test
    void writesAnInventoryWithoutFindings() {
        String sbom = Json.write(SpdxReport.inventory("dir:/x", SampleReport.inventory(List.of()), SampleReport.AT));
        assertThat(sbom).contains("pkg:npm/lodash@4.17.15").doesNotContain("SECURITY");
    }

    private static List<String> relationships(JsonNode document) {
        List<String> relationships = new ArrayList<>();
        for (JsonNode one : document.path("relationships")) {
            relationships.add(one.path("spdxElementId").asString() + " "
                    + one.path("relationshipType").asString() + " "
                    + one.path("relatedSpdxElement").asString());
        }
        return relationships;
    }

    private static JsonNode written(List<Gap> gaps) {
        return JsonMapper.builder().build().readTree(ScanFormat.SPDX.write(SampleReport.report(gaps), 80, false));
    }
}
