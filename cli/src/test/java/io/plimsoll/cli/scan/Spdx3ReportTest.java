package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the JSON schema of SPDX 3.0.1 and its text state for the parts that we write.
class Spdx3ReportTest {
    private static final Gap GAP = new Gap("limit-bytes", "the layers hold more than 5 bytes", "/layer");

    @Test
    void followsTheSchema() throws IOException {
        Schema schema = schema();

        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
        assertThat(schema.validate(
                        ScanFormat.SPDX_3.write(SampleReport.report(List.of(GAP)), 100, false), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(written(SampleReport.withFiles()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyElementHasAnIdOfItsOwnAndWhatIsReferredToIsThere() {
        JsonNode graph = parsed(ScanFormat.SPDX_3.write(SampleReport.report(List.of(GAP)), 100, false));
        Set<String> ids = new HashSet<>();
        for (JsonNode element : graph) {
            assertThat(ids.add(
                            element.path("spdxId").asString(element.path("@id").asString(""))))
                    .isTrue();
        }
        for (JsonNode element : graph) {
            for (String field : List.of("to", "rootElement", "createdBy")) {
                for (JsonNode id : element.path(field)) {
                    assertThat(ids.contains(id.asString()) || id.asString().endsWith("/NoAssertionElement"))
                            .as(id.asString())
                            .isTrue();
                }
            }
            assertThat(element.has("from") && !ids.contains(element.path("from").asString()))
                    .isFalse();
        }
    }

    @Test
    void filesAreContainedInTheirPackagesElseInTheImage() {
        JsonNode graph = parsed(written(SampleReport.withFiles()));
        String namespace = id(graph, "lodash").replaceAll("#.*", "#");

        assertThat(contained(graph, id(graph, "lodash"))).containsExactly(id(graph, "/app/node_modules/lodash/a.js"));
        assertThat(contained(graph, namespace + "Image"))
                .contains(id(graph, "/bin/x"), id(graph, "lodash"))
                .doesNotContain(id(graph, "/app/node_modules/lodash/a.js"));
        assertThat(element(graph, "/bin/x").at("/verifiedUsing/0/hashValue").asString())
                .isEqualTo(SampleReport.LAYER.hex());
    }

    private static Set<String> contained(JsonNode graph, String container) {
        Set<String> contained = new HashSet<>();
        for (JsonNode element : graph) {
            if (element.path("from").asString("").equals(container)
                    && element.path("relationshipType").asString().equals("contains")) {
                element.path("to").forEach(id -> contained.add(id.asString()));
            }
        }
        return contained;
    }

    private static String id(JsonNode graph, String name) {
        return element(graph, name).path("spdxId").asString();
    }

    private static JsonNode element(JsonNode graph, String name) {
        for (JsonNode element : graph) {
            if (element.path("name").asString("").equals(name)) {
                return element;
            }
        }
        throw new AssertionError("nothing is called " + name);
    }

    private static String written(Inventory inventory) {
        return Json.write(Spdx3Report.inventory("docker:shop/web:1", inventory, SampleReport.AT));
    }

    private static JsonNode parsed(String document) {
        return JsonMapper.shared().readTree(document).path("@graph");
    }

    /// As the SPDX project's own library for Java carries it.
    private static Schema schema() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(Spdx3ReportTest.class.getResourceAsStream("/resources/schema-v3.0.1.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
        }
    }
}
