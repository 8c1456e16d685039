package io.plimsoll.policy;

import io.plimsoll.model.PackageUrl;
import io.plimsoll.policy.VexStatement.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// VEX documents: OpenVEX 0.2.0, and CycloneDX 1.4 to 1.6 with an analysis beside its vulnerabilities. Fields that are
/// not needed are passed over, as both standards ask; a statement without vulnerability, product or status is a
/// mistake.
public final class VexDocument {
    /// The largest document taken, in characters.
    public static final int MAXIMUM_LENGTH = 16 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .build();

    private final List<String> mistakes = new ArrayList<>();

    private VexDocument() {}

    /// Reads all statements of a document.
    ///
    /// @throws InvalidPolicyException naming every mistake
    public static Vex parse(String json) {
        VexDocument reading = new VexDocument();
        JsonNode document = reading.tree(json);
        List<VexStatement> statements = reading.statements(document);
        if (!reading.mistakes.isEmpty()) {
            throw new InvalidPolicyException(reading.mistakes);
        }
        return new Vex(statements);
    }

    private JsonNode tree(String json) {
        if (json.length() > MAXIMUM_LENGTH) {
            throw new InvalidPolicyException(
                    List.of("a VEX document has at most " + MAXIMUM_LENGTH + " characters, not " + json.length()));
        }
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidPolicyException(List.of("it is not JSON: " + e.getOriginalMessage()));
        }
    }

    private List<VexStatement> statements(JsonNode document) {
        if (document.path("@context").asString("").startsWith("https://openvex.dev/ns")) {
            return openVex(document);
        }
        if (document.path("bomFormat").asString("").equals("CycloneDX")) {
            return cycloneDx(document);
        }
        mistakes.add("it is neither OpenVEX (\"@context\": \"https://openvex.dev/ns/v0.2.0\") nor CycloneDX"
                + " (\"bomFormat\": \"CycloneDX\")");
        return List.of();
    }

    private List<VexStatement> openVex(JsonNode document) {
        String author = text(document, "author");
        List<VexStatement> statements = new ArrayList<>();
        int number = 0;
        for (JsonNode statement : document.path("statements")) {
            number++;
            JsonNode vulnerability = statement.path("vulnerability");
            Set<String> ids = new LinkedHashSet<>();
            add(ids, vulnerability.isString() ? vulnerability.asString() : text(vulnerability, "name"));
            vulnerability.path("aliases").forEach(alias -> add(ids, alias.asString("")));
            List<VexProduct> products = new ArrayList<>();
            List<VexProduct> parts = new ArrayList<>();
            for (JsonNode product : statement.path("products")) {
                products.addAll(identifiers(product));
                product.path("subcomponents").forEach(part -> parts.addAll(identifiers(part)));
            }
            Optional<Status> status = status(text(statement, "status"));
            if (isWhole("statement " + number, ids, products, status, text(statement, "status"))) {
                statements.add(new VexStatement(
                        ids,
                        products,
                        parts,
                        status.orElseThrow(),
                        text(statement, "justification"),
                        text(statement, "impact_statement"),
                        author,
                        first(statement, document, "timestamp")));
            }
        }
        return statements;
    }

    private static List<VexProduct> identifiers(JsonNode component) {
        List<VexProduct> identifiers = new ArrayList<>();
        if (component.isString()) {
            identifiers.add(new VexProduct(component.asString()));
        }
        for (String id : List.of(text(component, "@id"), text(component.path("identifiers"), "purl"))) {
            if (!id.isEmpty()) {
                identifiers.add(new VexProduct(id));
            }
        }
        return identifiers;
    }

    private List<VexStatement> cycloneDx(JsonNode document) {
        Map<String, String> purls = new HashMap<>();
        collect(document.path("metadata").path("component"), purls);
        document.path("components").forEach(component -> collect(component, purls));
        String author = Optional.of(text(document.path("metadata").path("manufacturer"), "name"))
                .filter(name -> !name.isEmpty())
                .orElse(text(document.path("metadata").path("authors").path(0), "name"));
        List<VexStatement> statements = new ArrayList<>();
        int number = 0;
        for (JsonNode vulnerability : document.path("vulnerabilities")) {
            number++;
            JsonNode analysis = vulnerability.path("analysis");
            if (text(analysis, "state").isEmpty()) {
                continue;
            }
            Set<String> ids = new LinkedHashSet<>();
            add(ids, text(vulnerability, "id"));
            vulnerability.path("references").forEach(reference -> add(ids, text(reference, "id")));
            List<VexProduct> products = new ArrayList<>();
            for (JsonNode affected : vulnerability.path("affects")) {
                String ref = text(affected, "ref");
                products.add(new VexProduct(purls.getOrDefault(ref, linked(ref))));
            }
            Optional<Status> status = state(text(analysis, "state"));
            if (isWhole("vulnerability " + number, ids, products, status, text(analysis, "state"))) {
                statements.add(new VexStatement(
                        ids,
                        products,
                        List.of(),
                        status.orElseThrow(),
                        text(analysis, "justification"),
                        text(analysis, "detail"),
                        author,
                        first(
                                analysis,
                                document.path("metadata"),
                                analysis.has("lastUpdated") ? "lastUpdated" : "timestamp")));
            }
        }
        return statements;
    }

    private static void collect(JsonNode component, Map<String, String> purls) {
        if (component.has("bom-ref") && component.has("purl")) {
            purls.put(text(component, "bom-ref"), text(component, "purl"));
        }
    }

    /// The reference within another document, if it is a BOM-Link: `urn:cdx:SERIAL/VERSION#REF`.
    private static String linked(String ref) {
        int hash = ref.indexOf('#');
        if (!ref.startsWith("urn:cdx:") || hash < 0) {
            return ref;
        }
        return PackageUrl.decode(ref.substring(hash + 1)).orElse(ref);
    }

    private static Optional<Status> status(String word) {
        return switch (word) {
            case "not_affected" -> Optional.of(Status.NOT_AFFECTED);
            case "fixed" -> Optional.of(Status.FIXED);
            case "affected" -> Optional.of(Status.AFFECTED);
            case "under_investigation" -> Optional.of(Status.UNDER_INVESTIGATION);
            default -> Optional.empty();
        };
    }

    /// As CycloneDX names them ("Impact Analysis State").
    private static Optional<Status> state(String word) {
        return switch (word) {
            case "not_affected", "false_positive" -> Optional.of(Status.NOT_AFFECTED);
            case "resolved", "resolved_with_pedigree" -> Optional.of(Status.FIXED);
            case "exploitable" -> Optional.of(Status.AFFECTED);
            case "in_triage" -> Optional.of(Status.UNDER_INVESTIGATION);
            default -> Optional.empty();
        };
    }

    private boolean isWhole(
            String where, Set<String> ids, List<VexProduct> products, Optional<Status> status, String word) {
        int before = mistakes.size();
        if (ids.isEmpty()) {
            mistakes.add(where + " names no vulnerability");
        }
        if (products.isEmpty()) {
            mistakes.add(where + " names no product");
        }
        if (status.isEmpty()) {
            mistakes.add(where + " has the status '" + word + "', which the standard does not know");
        }
        return mistakes.size() == before;
    }

    private static void add(Set<String> ids, String id) {
        if (!id.isEmpty()) {
            ids.add(id);
        }
    }

    private static String first(JsonNode inner, JsonNode outer, String field) {
        String own = text(inner, field);
        return own.isEmpty() ? text(outer, "timestamp") : own;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
