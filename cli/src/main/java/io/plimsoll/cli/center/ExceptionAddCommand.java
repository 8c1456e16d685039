package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "add",
        description = "Accept something until a day: it breaks no rule at the Center, in pipelines and on hosts.",
        footer = {"", "In patterns '*' stands for any run of characters; what is not said may be anything."})
final class ExceptionAddCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FINDING",
            description =
                    "id or alias of a vulnerability, leaks/RULE, card-numbers/ISSUER, the fingerprint of one leak, or"
                            + " the word image")
    private String finding = "";

    @Option(names = "--image", paramLabel = "PATTERN", description = "repository names with tag, as shop/*")
    private @Nullable String image;

    @Option(names = "--package", paramLabel = "PATTERN", description = "name or package URL")
    private @Nullable String packageName;

    @Option(names = "--path", paramLabel = "PATTERN", description = "place in the image, as /app/test/*")
    private @Nullable String path;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "for whoever asks later")
    private String reason = "";

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DAY",
            description = "the last day, in UTC, as 2027-03-31; within a year")
    private String until = "";

    @Override
    public Integer call() {
        String expiry = day(until);
        Map<String, Object> scope = new LinkedHashMap<>();
        put(scope, "image", image);
        put(scope, "package", packageName);
        put(scope, "path", path);
        try (Center center = new Center(SavedSession.load())) {
            JsonNode added = center.post(
                    "/exceptions", Map.of("finding", finding, "scope", scope, "reason", reason, "expiry", expiry));
            String state = added.path("state").asString();
            System.out.println(added.path("id").asString() + ": " + state + " until " + expiry
                    + (state.equals("waiting") ? "; a second person confirms it" : ""));
        }
        return 0;
    }

    private static void put(Map<String, Object> scope, String key, @Nullable String pattern) {
        if (pattern != null) {
            scope.put(key, pattern);
        }
    }

    private static String day(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new CommandFailure("--until is a day such as 2027-03-31, not '" + text + "'", e);
        }
    }
}
