package io.plimsoll.center.exceptions;

import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.Waiver;
import io.plimsoll.policy.WaiverDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// An exception as somebody asks for it: an entry of `.plimsoll/exceptions.yaml` without `by`.
///
/// @param id what is accepted
/// @param expiry a day such as `2027-03-31`
record NewException(
        @Nullable String id,
        @Nullable NewScope scope,
        @Nullable String reason,
        @Nullable String expiry) {
    private static final int LONGEST_PATTERN = 500;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_REASON = 1000;
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_YEARS = 1;

    record NewScope(
            @Nullable String packageName,
            @Nullable String path,
            @Nullable String image) {}

    /// Checks it by the rules of the file, and that it ends within a year.
    ///
    /// @throws ProblemException naming every mistake
    Waiver waiver(String author, LocalDate today) {
        List<String> mistakes = new ArrayList<>();
        refuseOverlong(mistakes);
        Waiver waiver = read(author, mistakes);
        if (waiver != null && (waiver.isExpired(today) || waiver.expiry().isAfter(today.plusYears(LONGEST_YEARS)))) {
            mistakes.add("'expiry' is a day from " + today + " to " + today.plusYears(LONGEST_YEARS)
                    + ", a year from now at most, not " + waiver.expiry());
        }
        if (waiver != null && waiver.reason().length() < SHORTEST_REASON) {
            mistakes.add("'reason' says in a few words why, to whoever asks later, not '" + waiver.reason() + "'");
        }
        if (waiver == null || !mistakes.isEmpty()) {
            throw new ProblemException(
                    400,
                    "exception-invalid",
                    "the exception cannot be taken: " + String.join("; ", mistakes),
                    mistakes);
        }
        return waiver;
    }

    private @Nullable Waiver read(String author, List<String> mistakes) {
        try {
            JsonNode file =
                    Json.of(Map.of("exceptions", List.of(entry(author)))).as(new TypeReference<JsonNode>() {});
            return WaiverDocument.of(file, "the exception").all().getFirst();
        } catch (InvalidPolicyException e) {
            e.mistakes().forEach(m -> mistakes.add(m.replace("entry 1 of 'exceptions'", "the exception")));
            return null;
        }
    }

    private Map<String, Object> entry(String author) {
        Map<String, Object> entry = new LinkedHashMap<>();
        put(entry, "id", id);
        put(entry, "reason", reason);
        put(entry, "expiry", expiry);
        entry.put("by", author);
        Map<String, Object> scoped = new LinkedHashMap<>();
        if (scope != null) {
            put(scoped, "package", scope.packageName());
            put(scoped, "path", scope.path());
            put(scoped, "image", scope.image());
        }
        if (!scoped.isEmpty()) {
            entry.put("scope", scoped);
        }
        return entry;
    }

    private static void put(Map<String, Object> entry, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            entry.put(key, value.strip());
        }
    }

    private void refuseOverlong(List<String> mistakes) {
        refuseOverlong(mistakes, "id", id, LONGEST_ID);
        refuseOverlong(mistakes, "reason", reason, LONGEST_REASON);
        if (scope != null) {
            refuseOverlong(mistakes, "package", scope.packageName(), LONGEST_PATTERN);
            refuseOverlong(mistakes, "path", scope.path(), LONGEST_PATTERN);
            refuseOverlong(mistakes, "image", scope.image(), LONGEST_PATTERN);
        }
    }

    private static void refuseOverlong(List<String> mistakes, String key, @Nullable String value, int longest) {
        if (value != null && (value.length() > longest || value.indexOf('\0') >= 0)) {
            mistakes.add("'" + key + "' has at most " + longest + " characters, and none of them is NUL");
        }
    }
}
