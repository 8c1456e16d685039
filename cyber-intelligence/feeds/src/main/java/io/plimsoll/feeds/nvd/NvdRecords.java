package io.plimsoll.feeds.nvd;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.Skipped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Gathers what the NVD says of each CVE. Rejected ones say nothing.
final class NvdRecords {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}");

    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final Map<String, Description> descriptions = new HashMap<>();
    private final Map<String, List<Vector>> vectors = new HashMap<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";

    void add(JsonNode cve) {
        String id = text(cve, "id");
        records++;
        if (!Ids.isCve(id) || !Ids.isId(id)) {
            skipped.add("a record", "its id is '" + OneLine.of(id) + "'");
            return;
        }
        String modified = date(cve, "lastModified");
        newest = newest.compareTo(modified) >= 0 ? newest : modified;
        if (!text(cve, "vulnStatus").equals("Rejected")) {
            descriptions.put(id, new Description(description(cve), date(cve, "published")));
            vectors.put(id, vectors(cve));
            List<Affected> programs =
                    Configurations.affected(cve.path("configurations"), detail -> skipped.add(id, detail));
            if (!programs.isEmpty()) {
                advisories.add(new FeedAdvisory(id, List.of(), List.of(), "", "", "NVD", false, List.of(), programs));
            }
        }
    }

    /// The API leaves out the zone; it means UTC.
    private static String date(JsonNode cve, String field) {
        String date = text(cve, field);
        return DATE.matcher(date).matches() ? date + "Z" : "";
    }

    private static String description(JsonNode cve) {
        for (JsonNode description : cve.path("descriptions")) {
            if (text(description, "lang").equals("en")) {
                return OneLine.of(text(description, "value"));
            }
        }
        return "";
    }

    private static List<Vector> vectors(JsonNode cve) {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode ofOneVersion : cve.path("metrics")) {
            for (JsonNode metric : ofOneVersion) {
                String vector = text(metric.path("cvssData"), "vectorString");
                if (!vector.isEmpty()) {
                    vectors.add(new Vector(vector, source(text(metric, "source"))));
                }
            }
        }
        return vectors;
    }

    /// Sources are addresses, or ids that the CVE programme gave out.
    private static String source(String source) {
        return switch (source) {
            case "nvd@nist.gov" -> "nvd";
            case "security-advisories@github.com" -> "ghsa";
            case "134c704f-9b21-4f2e-91b3-4a467353bcc0" -> "cisa-adp";
            default -> "cna";
        };
    }

    Harvest harvest() {
        skipped.checkTolerable(records);
        List<Covered> covered = Programs.ecosystems().stream()
                .map(ecosystem -> new Covered(ecosystem, false))
                .toList();
        return new Harvest(
                new Facts.Several(List.of(
                        new Facts.Advisories(advisories, covered),
                        new Facts.Descriptions(descriptions),
                        new Facts.Vectors(vectors))),
                newest,
                records,
                skipped);
    }
}
