package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.Waiver;
import io.plimsoll.policy.Waivers;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The exceptions in force at the Command Center that this person or pipeline is logged in to.
public final class CenterExceptions {
    private CenterExceptions() {}

    /// As they are now; in the order in which they count.
    public static Waivers fetch() {
        try (Center center = new Center(SavedSession.load())) {
            return new Waivers(center.all("/exceptions/in-force").reversed().stream()
                    .map(CenterExceptions::waiver)
                    .toList());
        }
    }

    private static Waiver waiver(JsonNode item) {
        JsonNode scope = item.path("scope");
        String image = scope.path("image").asString("");
        try {
            return new Waiver(
                    required(item, "finding"),
                    pattern(scope, "package"),
                    pattern(scope, "path"),
                    image.isEmpty() ? Scope.ALL : new Scope(List.of(image)),
                    required(item, "reason"),
                    LocalDate.parse(required(item, "expiry")),
                    item.path("author").asString(""));
        } catch (DateTimeParseException e) {
            throw new CommandFailure(
                    "the Command Center sent an exception that ends on '"
                            + item.path("expiry").asString("") + "', which is no day; is it of another version?",
                    e);
        }
    }

    /// What is absent may be anything.
    private static String pattern(JsonNode scope, String key) {
        return scope.path(key).asString("*");
    }

    private static String required(JsonNode item, String key) {
        String value = item.path(key).asString("");
        if (value.isEmpty()) {
            throw new CommandFailure(
                    "the Command Center sent an exception without '" + key + "'; is it of another version?");
        }
        return value;
    }
}
