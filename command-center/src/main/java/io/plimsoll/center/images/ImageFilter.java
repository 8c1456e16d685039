package io.plimsoll.center.images;

import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Which images a reader wants to see, and in which order.
///
/// @param scanState a word of the scan state, or one of [#BEYOND_STATES]
record ImageFilter(
        Optional<String> verdict, Optional<String> scanState, ImageTraits traits, ImageContent content, Order order) {
    private static final Set<String> VERDICTS = Set.of("admitted", "would-refuse", "refused", "pending");

    /// Every scan state but `scanned`: what the first page counts as unscanned.
    static final String NOT_SCANNED = "not-scanned";

    /// Scanned, but not all of it was seen, or there are packages that no advisory source covers.
    static final String INCOMPLETE = "incomplete";

    static final Set<String> BEYOND_STATES = Set.of(NOT_SCANNED, INCOMPLETE);

    private static final Set<String> STATES =
            Set.of("unscanned", "scanning", "scanned", "failed", NOT_SCANNED, INCOMPLETE);
    private static final Set<String> SORTS = Set.of("name", "created", "severity");

    /// Reads what came over HTTP.
    static ImageFilter of(Map<String, String> parameters) {
        return new ImageFilter(
                text(parameters, "verdict").map(word -> ProblemException.requireOneOf("verdict", word, VERDICTS)),
                text(parameters, "scanState").map(word -> ProblemException.requireOneOf("scanState", word, STATES)),
                new ImageTraits(
                        text(parameters, "severity"),
                        text(parameters, "registry"),
                        text(parameters, "repository"),
                        text(parameters, "label"),
                        text(parameters, "decision")),
                ImageContent.of(
                        text(parameters, "package"),
                        text(parameters, "packageVersion"),
                        text(parameters, "packageType"),
                        text(parameters, "vulnerability"),
                        text(parameters, "exception").map(ImageFilter::uuid)),
                Order.valueOf(ProblemException.requireOneOf("sort", parameters.getOrDefault("sort", "name"), SORTS)
                        .toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> text(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("'exception' cannot be '" + text + "'");
        }
    }

    /// The orders of the list.
    enum Order {
        /// By name, a to z.
        NAME("name", ">", "asc"),
        /// Newest first.
        CREATED("coalesce(created_at, 'epoch')", "<", "desc"),
        /// Most critical findings first, then most high ones, and so on.
        SEVERITY("severity_order", "<", "desc");

        private final String key;
        private final String comparison;
        private final String direction;

        Order(String key, String comparison, String direction) {
            this.key = key;
            this.comparison = comparison;
            this.direction = direction;
        }

        String orderBy() {
            return "order by " + key + " " + direction + ", id " + direction;
        }

        /// A condition with the sort key and the id of the last image seen.
        String after() {
            return "(" + key + ", id) " + comparison + " (?, ?)";
        }

        /// The sort key of a cursor, as the condition takes it.
        Object key(Cursor cursor) {
            return switch (this) {
                case NAME -> cursor.text(0);
                case CREATED -> cursor.instant(0);
                case SEVERITY -> cursor.number(0);
            };
        }
    }
}
