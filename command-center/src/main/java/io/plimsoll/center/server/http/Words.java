package io.plimsoll.center.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Words that a reader looks for, as a condition of SQL.
public final class Words {
    private Words() {}

    /// Adds that every word occurs in the column, which is lower-case.
    public static void occurIn(
            String column, List<String> words, StringBuilder where, List<@Nullable Object> arguments) {
        for (String word : words) {
            where.append(" and ").append(column).append(" like ?");
            arguments.add("%" + literal(word) + "%");
        }
    }

    /// The word with the wildcards of `like` taken for themselves.
    public static String literal(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
