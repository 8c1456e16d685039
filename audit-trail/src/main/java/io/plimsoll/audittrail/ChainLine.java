package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One row of the trail with its fields as they stand in the database or in a file, true or not: the line of
/// `GET /audit-events/export`. Fields are named as in the `AuditEvent` of the REST contract, with `origin` beside them;
/// empty texts are left out.
///
/// @param hash `sha256:...`
public record ChainLine(
        long sequence,
        String type,
        Instant time,
        Instant receivedAt,
        String outcome,
        String reason,
        String actor,
        String source,
        AuditObject object,
        String imageId,
        String imageName,
        String host,
        String policy,
        String rule,
        Map<String, String> details,
        @Nullable Origin origin,
        String hash) {
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(5)
                            .maxStringLength(4 * AuditText.MAXIMUM_LENGTH)
                            .build())
                    .build())
            .build();

    public static ChainLine of(SealedEvent sealed) {
        AuditEvent e = sealed.event();
        return new ChainLine(
                sealed.sequence(),
                e.type().word(),
                e.time(),
                e.receivedAt(),
                e.outcome().word(),
                e.reason(),
                e.actor(),
                e.source(),
                e.object(),
                e.imageId(),
                e.imageName(),
                e.host(),
                e.policy(),
                e.rule(),
                e.details(),
                e.origin(),
                sealed.hash().toString());
    }

    /// What the verifier looks at.
    public ChainRow row() {
        try {
            AuditEvent event = new AuditEvent(
                    EventType.ofWord(type)
                            .orElseThrow(() ->
                                    new IllegalArgumentException("type '" + type + "' is not in the event catalogue")),
                    time,
                    receivedAt,
                    outcomeOf(outcome),
                    reason,
                    actor,
                    source,
                    object,
                    imageId,
                    imageName,
                    host,
                    policy,
                    rule,
                    new TreeMap<>(details),
                    origin);
            return new ChainRow.Legible(new SealedEvent(sequence, event, Digest.parse(hash)));
        } catch (IllegalArgumentException e) {
            return new ChainRow.Illegible(sequence, String.valueOf(e.getMessage()));
        }
    }

    private static Outcome outcomeOf(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome '" + word + "' is neither success nor failure");
    }

    /// One line of JSON, without its line feed.
    public String write() {
        return JSON.writeValueAsString(tree());
    }

    ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode()
                .put("sequence", sequence)
                .put("type", type)
                .put("time", time.toString())
                .put("receivedAt", receivedAt.toString())
                .put("outcome", outcome);
        put(tree, "reason", reason);
        tree.put("actor", actor).put("source", source);
        tree.putObject("object")
                .put("kind", object.kind())
                .put("id", object.id())
                .put("name", object.name());
        put(tree, "imageId", imageId);
        put(tree, "imageName", imageName);
        put(tree, "host", host);
        put(tree, "policy", policy);
        put(tree, "rule", rule);
        if (!details.isEmpty()) {
            ObjectNode inner = tree.putObject("details");
            new TreeMap<>(details).forEach(inner::put);
        }
        if (origin != null) {
            tree.putObject("origin")
                    .put("enforcer", origin.enforcer())
                    .put("spool", origin.spool())
                    .put("sequence", origin.sequence());
        }
        return tree.put("hash", hash);
    }

    private static void put(ObjectNode tree, String key, String text) {
        if (!text.isEmpty()) {
            tree.put(key, text);
        }
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else, fields of another type included
    public static ChainLine read(String line) {
        try {
            JsonNode tree = JSON.readTree(line);
            JsonNode object = tree.required("object");
            return new ChainLine(
                    tree.required("sequence").longValue(),
                    tree.required("type").stringValue(),
                    Instant.parse(tree.required("time").stringValue()),
                    Instant.parse(tree.required("receivedAt").stringValue()),
                    tree.required("outcome").stringValue(),
                    text(tree, "reason"),
                    text(tree, "actor"),
                    text(tree, "source"),
                    new AuditObject(text(object, "kind"), text(object, "id"), text(object, "name")),
                    text(tree, "imageId"),
                    text(tree, "imageName"),
                    text(tree, "host"),
                    text(tree, "policy"),
                    text(tree, "rule"),
                    details(tree.path("details")),
                    origin(tree.path("origin")),
                    tree.required("hash").stringValue());
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a line of an audit export: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode tree, String key) {
        return tree.has(key) ? tree.get(key).stringValue() : "";
    }

    private static Map<String, String> details(JsonNode tree) {
        Map<String, String> details = new TreeMap<>();
        tree.propertyNames().forEach(key -> details.put(key, tree.get(key).stringValue()));
        return details;
    }

    private static @Nullable Origin origin(JsonNode tree) {
        return tree.isMissingNode()
                ? null
                : new Origin(
                        text(tree, "enforcer"),
                        text(tree, "spool"),
                        tree.required("sequence").longValue());
    }
}
