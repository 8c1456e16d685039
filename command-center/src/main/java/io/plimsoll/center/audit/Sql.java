package io.plimsoll.center.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement in the making, with its arguments in order.
final class Sql {
    private final StringBuilder text;
    private final List<@Nullable Object> arguments = new ArrayList<>();

    Sql(String beginning) {
        text = new StringBuilder(beginning);
    }

    Sql add(String more, @Nullable Object... itsArguments) {
        text.append(more);
        arguments.addAll(Arrays.asList(itsArguments));
        return this;
    }

    /// Adds that each of these holds as well.
    Sql all(List<AuditFilter.Condition> conditions) {
        conditions.forEach(condition -> {
            text.append(" and ").append(condition.sql());
            arguments.addAll(condition.arguments());
        });
        return this;
    }

    String text() {
        return text.toString();
    }

    @Nullable
    Object[] arguments() {
        return arguments.toArray();
    }
}
