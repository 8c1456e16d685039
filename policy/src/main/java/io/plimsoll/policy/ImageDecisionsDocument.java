package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The JSON form of [ImageDecisions]:
/// `{"disallowed":[{"image":"sha256:...","reason":"...","by":"alice","since":"2026-11-29T09:00:00Z"}],
/// "approvedBases":["sha256:..."]}`.
public final class ImageDecisionsDocument {
    private ImageDecisionsDocument() {}

    /// @param tree a node that is missing says that nobody decided anything
    /// @throws InvalidPolicyException if it is anything else
    public static ImageDecisions of(JsonNode tree) {
        try {
            List<ImageDecisions.Disallowed> disallowed = new ArrayList<>();
            for (JsonNode one : tree.path("disallowed")) {
                disallowed.add(new ImageDecisions.Disallowed(
                        Digest.parse(one.path("image").asString("")),
                        one.path("reason").asString(""),
                        one.path("by").asString(""),
                        Instant.parse(one.path("since").asString(""))));
            }
            Set<Digest> bases = new HashSet<>();
            for (JsonNode base : tree.path("approvedBases")) {
                bases.add(Digest.parse(base.asString("")));
            }
            return new ImageDecisions(disallowed, bases);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new InvalidPolicyException(List.of("decisions about images cannot be read: " + e.getMessage()));
        }
    }

    static Map<String, Object> tree(ImageDecisions decisions) {
        return Map.of(
                "disallowed",
                decisions.disallowed().stream()
                        .map(ImageDecisionsDocument::tree)
                        .toList(),
                "approvedBases",
                decisions.approvedBases().stream()
                        .map(Digest::toString)
                        .sorted()
                        .toList());
    }

    private static Map<String, Object> tree(ImageDecisions.Disallowed one) {
        return Map.of(
                "image", one.image().toString(),
                "reason", one.reason(),
                "by", one.by(),
                "since", one.since().toString());
    }
}
