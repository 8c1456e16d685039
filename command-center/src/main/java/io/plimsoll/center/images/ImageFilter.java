package io.plimsoll.center.images;

import java.util.Optional;
import java.util.Set;

/// Which images a reader wants to see, and in which order.
///
/// @param scanState a word of the scan state, or one of [#BEYOND_STATES]
record ImageFilter(Optional<String> verdict, Optional<String> scanState, ImageContent content, Order order) {
    /// Every scan state but `scanned`: what the first page counts as unscanned.
    static final String NOT_SCANNED = "not-scanned";

    /// Scanned, but not all of it was seen, or there are packages that no advisory source covers.
    static final String INCOMPLETE = "incomplete";

    static final Set<String> BEYOND_STATES = Set.of(NOT_SCANNED, INCOMPLETE);

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
            String cast = switch (this) {
                case NAME -> "?";
                case CREATED -> "?::timestamptz";
                case SEVERITY -> "?::bigint";
            };
            return "(" + key + ", id) " + comparison + " (" + cast + ", ?)";
        }
    }
}
