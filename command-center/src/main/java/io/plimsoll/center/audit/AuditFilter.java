package io.plimsoll.center.audit;

import io.plimsoll.center.server.http.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which events a reader wants to see.
///
/// @param type a word of the catalogue, or its first part such as `container`
/// @param words each must occur somewhere in the event, in any case
record AuditFilter(
        Optional<String> type,
        Optional<String> outcome,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> words) {
    private static final String TEXTS =
            "lower(type || ' ' || actor || ' ' || source || ' ' || object_kind || ' ' || object_id"
                    + " || ' ' || object_name || ' ' || image_id || ' ' || image_name || ' ' || host || ' ' || policy || ' ' || rule"
                    + " || ' ' || reason || ' ' || details::text)";

    AuditFilter {
        words = List.copyOf(words);
    }

    /// A condition of SQL with its arguments.
    record Condition(String sql, List<@Nullable Object> arguments) {}

    Condition condition() {
        StringBuilder sql = new StringBuilder("true");
        List<@Nullable Object> arguments = new ArrayList<>();
        type.ifPresent(word -> {
            if (word.contains(".")) {
                sql.append(" and type = ?");
                arguments.add(word);
            } else {
                sql.append(" and type like ?");
                arguments.add(Words.literal(word) + ".%");
            }
        });
        outcome.ifPresent(word -> {
            sql.append(" and outcome = ?");
            arguments.add(word);
        });
        from.ifPresent(instant -> {
            sql.append(" and time >= ?");
            arguments.add(instant);
        });
        to.ifPresent(instant -> {
            sql.append(" and time <= ?");
            arguments.add(instant);
        });
        Words.occurIn(TEXTS, words, sql, arguments);
        return new Condition(sql.toString(), arguments);
    }
}
