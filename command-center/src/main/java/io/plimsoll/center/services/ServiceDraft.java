package io.plimsoll.center.services;

import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A service as an operator writes it; the REST contract's `ServiceDraft`.
///
/// @param name may be left out where the path has it
record ServiceDraft(
        @Nullable String name,
        @Nullable String description,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> engineLabels,
        @Nullable List<String> projects,
        @Nullable List<String> images) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int LONGEST_TEXT = 300;
    private static final int MOST = 100;

    String named() {
        return name == null ? "" : name.strip();
    }

    /// The service that this is.
    ///
    /// @throws ProblemException naming all mistakes
    Service service(String wanted, String by, Instant now) {
        List<String> mistakes = new ArrayList<>();
        if (!named().isEmpty() && !named().equals(wanted)) {
            mistakes.add("the draft is of '" + named() + "', the path of '" + wanted + "'; a service keeps its name");
        }
        if (!NAME.matcher(wanted).matches()) {
            mistakes.add(
                    "a service's name is 1 to 63 lower-case letters, digits, '.', '_' or '-', not '" + wanted + "'");
        }
        String about = description == null ? "" : description.strip();
        if (about.length() > LONGEST_DESCRIPTION || about.indexOf('\0') >= 0) {
            mistakes.add("'description' has at most " + LONGEST_DESCRIPTION + " characters");
        }
        ServiceSelection selection = new ServiceSelection(
                labels(mistakes, "labels", labels),
                labels(mistakes, "engineLabels", engineLabels),
                patterns(mistakes, "projects", projects),
                patterns(mistakes, "images", images));
        if (mistakes.isEmpty() && selection.isEmpty()) {
            mistakes.add("a service asks for labels, engine labels, Compose projects or images; '*' among the images"
                    + " means every container");
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(
                    400, "service-invalid", "the service cannot be taken: " + String.join("; ", mistakes), mistakes);
        }
        return new Service(wanted, about, selection, now, by);
    }

    private static Map<String, String> labels(
            List<String> mistakes, String field, @Nullable Map<String, String> labels) {
        Map<String, String> clean = new TreeMap<>();
        if (labels != null) {
            labels.forEach((key, value) -> clean.put(key.strip(), value == null ? "" : value.strip()));
        }
        if (clean.size() > MOST
                || !clean.keySet().stream().allMatch(ServiceDraft::isText)
                || !clean.values().stream().allMatch(ServiceDraft::isText)) {
            mistakes.add("'" + field + "' are at most " + MOST + " labels, keys and values of 1 to " + LONGEST_TEXT
                    + " characters; the value '*' asks for any");
        }
        return clean;
    }

    private static List<String> patterns(List<String> mistakes, String field, @Nullable List<String> patterns) {
        List<String> clean = patterns == null
                ? List.of()
                : patterns.stream()
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (clean.size() > MOST || !clean.stream().allMatch(ServiceDraft::isText)) {
            mistakes.add("'" + field + "' are at most " + MOST + " patterns of 1 to " + LONGEST_TEXT + " characters");
        }
        return clean;
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
    }
}
