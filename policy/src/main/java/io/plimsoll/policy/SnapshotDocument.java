package io.plimsoll.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of a [PolicySnapshot]:
/// `{"version":7,"policies":[{...},{...}],"authors":{"production":{...}},"exceptions":[{...}],
/// "decisions":{...}}`, each policy as in [PolicyDocument], each exception as in [WaiverDocument], the decisions as in
/// [ImageDecisionsDocument]. The Center signs exactly these bytes. A reader of an earlier version passes over the
/// exceptions and the decisions.
public final class SnapshotDocument {
    /// The largest snapshot taken, in bytes.
    public static final int MAXIMUM_BYTES = 16 * 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(64 * 1024)
                            .build())
                    .build())
            .build();

    private SnapshotDocument() {}

    public static byte[] write(PolicySnapshot snapshot) {
        List<Map<String, Object>> policies = new ArrayList<>();
        snapshot.assurance().forEach(p -> policies.add(PolicyDocument.tree(p)));
        snapshot.runtime().forEach(p -> policies.add(PolicyDocument.tree(p)));
        policies.add(PolicyDocument.tree(snapshot.host()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", snapshot.version());
        tree.put("policies", policies);
        tree.put("authors", authors(snapshot.authors()));
        tree.put(
                "exceptions",
                snapshot.waivers().all().stream().map(WaiverDocument::tree).toList());
        tree.put("decisions", ImageDecisionsDocument.tree(snapshot.decisions()));
        return JSON.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws InvalidPolicyException if it is anything else
    public static PolicySnapshot read(byte[] json) {
        if (json.length > MAXIMUM_BYTES) {
            throw new InvalidPolicyException(
                    List.of("a snapshot has at most " + MAXIMUM_BYTES + " bytes, not " + json.length));
        }
        try {
            JsonNode tree = JSON.readTree(json);
            if (!tree.path("version").isIntegralNumber()
                    || !tree.path("policies").isArray()) {
                throw new InvalidPolicyException(List.of("a snapshot has a 'version' and a list of 'policies'"));
            }
            List<Policy> policies = new ArrayList<>();
            tree.get("policies").forEach(p -> policies.add(PolicyDocument.of(p)));
            return of(
                    tree.get("version").asLong(),
                    policies,
                    waivers(tree),
                    authors(tree.path("authors")),
                    ImageDecisionsDocument.of(tree.path("decisions")));
        } catch (JacksonException e) {
            throw new InvalidPolicyException(List.of("not a snapshot: " + e.getOriginalMessage()));
        }
    }

    private static Map<String, Object> authors(Map<String, Authorship> authors) {
        Map<String, Object> tree = new TreeMap<>();
        authors.forEach((policy, author) -> tree.put(
                policy,
                Map.of(
                        "version", author.version(),
                        "by", author.by(),
                        "since", author.since().toString())));
        return tree;
    }

    /// Absent from snapshots of before it was told.
    private static Map<String, Authorship> authors(JsonNode tree) {
        Map<String, Authorship> authors = new HashMap<>();
        tree.properties().forEach(entry -> {
            JsonNode author = entry.getValue();
            try {
                authors.put(
                        entry.getKey(),
                        new Authorship(
                                author.path("version").asLong(0),
                                author.path("by").asString(""),
                                Instant.parse(author.path("since").asString(""))));
            } catch (DateTimeParseException e) {
                throw new InvalidPolicyException(List.of("'since' of the author of '" + entry.getKey()
                        + "' is no instant: " + author.path("since").asString("")));
            }
        });
        return authors;
    }

    /// One of an earlier version has none.
    private static Waivers waivers(JsonNode tree) {
        return tree.has("exceptions")
                ? WaiverDocument.of(JSON.createObjectNode().set("exceptions", tree.get("exceptions")), "the snapshot")
                : Waivers.NONE;
    }

    /// Policies without any exception, of which nobody knows who wrote them.
    public static PolicySnapshot of(long version, List<Policy> policies) {
        return of(version, policies, Waivers.NONE, Map.of(), ImageDecisions.NONE);
    }

    /// Policies without decisions about single images.
    public static PolicySnapshot of(
            long version, List<Policy> policies, Waivers waivers, Map<String, Authorship> authors) {
        return of(version, policies, waivers, authors, ImageDecisions.NONE);
    }

    /// Puts single policies together. Without a host policy, that of the defaults counts.
    ///
    /// @param policies names are unique
    /// @param authors by the name of the policy
    public static PolicySnapshot of(
            long version,
            List<Policy> policies,
            Waivers waivers,
            Map<String, Authorship> authors,
            ImageDecisions decisions) {
        return new PolicySnapshot(
                version,
                only(policies, AssurancePolicy.class),
                only(policies, RuntimePolicy.class),
                only(policies, HostPolicy.class).stream()
                        .findFirst()
                        .orElse(PolicySnapshot.defaults().host()),
                waivers,
                authors,
                decisions);
    }

    private static <P extends Policy> List<P> only(List<Policy> policies, Class<P> kind) {
        return policies.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
