package io.plimsoll.feeds.vulnrichment;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.model.Ssvc;
import io.plimsoll.model.Ssvc.Exploitation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One CVE record (CVE JSON 5): what the authority that gave the number says (CNA), and what CISA added to it (ADP).
final class CveRecord {
    private static final List<String> SCORES = List.of("cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0");
    private static final String CISA = "CISA-ADP";
    private static final Set<String> YES_NO = Set.of("yes", "no");
    private static final Set<String> IMPACTS = Set.of("partial", "total");
    private static final Map<String, Exploitation> EXPLOITATIONS =
            Map.of("none", Exploitation.NONE, "poc", Exploitation.POC, "active", Exploitation.ACTIVE);

    private final JsonNode root;

    private CveRecord(JsonNode root) {
        this.root = root;
    }

    /// @throws IllegalArgumentException if it is no CVE record
    static CveRecord parse(byte[] bytes) {
        try {
            CveRecord record = new CveRecord(SourceJson.MAPPER.readTree(bytes));
            if (!Ids.isCve(record.id()) || !Ids.isId(record.id())) {
                throw new IllegalArgumentException("its id is '" + OneLine.of(record.id()) + "'");
            }
            return record;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    String id() {
        return text(root.path("cveMetadata"), "cveId");
    }

    boolean isPublished() {
        return text(root.path("cveMetadata"), "state").equals("PUBLISHED");
    }

    /// ISO 8601.
    String updated() {
        return text(root.path("cveMetadata"), "dateUpdated");
    }

    Description description() {
        JsonNode authority = root.path("containers").path("cna");
        String title = text(authority, "title");
        return new Description(
                OneLine.of(title.isEmpty() ? text(authority.path("descriptions").path(0), "value") : title),
                text(root.path("cveMetadata"), "datePublished"));
    }

    List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>(vectors(root.path("containers").path("cna"), "cna"));
        for (JsonNode container : root.path("containers").path("adp")) {
            if (text(container.path("providerMetadata"), "shortName").equals(CISA)) {
                vectors.addAll(vectors(container, "cisa-adp"));
            }
        }
        return vectors;
    }

    /// CISA's decision points; empty where it has none, or not all of them.
    Optional<Ssvc> decision() {
        for (JsonNode container : root.path("containers").path("adp")) {
            for (JsonNode metric : container.path("metrics")) {
                JsonNode other = metric.path("other");
                if (text(other, "type").equals("ssvc")) {
                    return decision(other.path("content").path("options"));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Ssvc> decision(JsonNode options) {
        Map<String, String> chosen = new HashMap<>();
        for (JsonNode option : options) {
            option.properties()
                    .forEach(e ->
                            chosen.put(e.getKey(), e.getValue().asString("").toLowerCase(Locale.ROOT)));
        }
        String automatable = chosen.getOrDefault("Automatable", "");
        String impact = chosen.getOrDefault("Technical Impact", "");
        boolean isWhole = YES_NO.contains(automatable) && IMPACTS.contains(impact);
        return Optional.ofNullable(EXPLOITATIONS.get(chosen.getOrDefault("Exploitation", "")))
                .filter(_ -> isWhole)
                .map(exploitation -> new Ssvc(exploitation, automatable.equals("yes"), impact.equals("total")));
    }

    private static List<Vector> vectors(JsonNode container, String source) {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode metric : container.path("metrics")) {
            for (String score : SCORES) {
                String vector = text(metric.path(score), "vectorString");
                if (!vector.isEmpty()) {
                    vectors.add(new Vector(vector, source));
                }
            }
        }
        return vectors;
    }
}
