package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "get", description = "List what the Command Center knows.")
public final class GetCommand implements Callable<Integer> {
    /// The columns of each kind: heading and path in the item.
    private static final Map<String, List<String>> KINDS = Map.of(
            "images",
                    List.of(
                            "NAMES:names",
                            "ID:id",
                            "SCAN:scanState",
                            "VERDICT:verdict",
                            "CRITICAL:severities.critical",
                            "HIGH:severities.high"),
            "containers",
                    List.of(
                            "NAME:name",
                            "IMAGE:imageName",
                            "HOST:hostName",
                            "STATE:state",
                            "EXEC GATE:execGate",
                            "VERDICT:verdict"),
            "hosts",
                    List.of(
                            "NAME:name",
                            "STATE:state",
                            "ENGINE:engineVersion",
                            "KERNEL:kernelVersion",
                            "RUNNING:runningContainers",
                            "ID:id"),
            "policies", List.of("NAME:name", "KIND:kind", "MODE:mode", "VERSION:version", "CHANGED BY:changedBy"),
            "audit-events",
                    List.of(
                            "SEQUENCE:sequence",
                            "TIME:time",
                            "TYPE:type",
                            "OUTCOME:outcome",
                            "ACTOR:actor",
                            "OBJECT:object.name",
                            "REASON:reason"),
            "exceptions",
                    List.of(
                            "FINDING:finding",
                            "IMAGE:scope.image",
                            "STATE:state",
                            "LAST DAY:expiry",
                            "AUTHOR:author",
                            "CONFIRMED BY:confirmedBy",
                            "REASON:reason",
                            "ID:id"),
            "enforcers", List.of("HOST:hostName", "STATE:state", "VERSION:version", "POLICY:snapshotVersion", "ID:id"),
            "enrolment-tokens", List.of("ID:id", "STATE:state", "CREATED BY:createdBy", "EXPIRES:expiresAt"),
            "labels", List.of("KIND:kind", "ID:id", "KEY:key", "VALUE:value", "SET BY:setBy"),
            "users", List.of("NAME:name", "ROLE:role", "LAST LOGIN:lastLoginAt"));

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description =
                    "images, containers, hosts, policies, exceptions, audit-events, enforcers, enrolment-tokens, labels"
                            + " or users")
    private String kind = "";

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table, json or, of policies, yaml as 'apply' takes it; default: table")
    private String format = "";

    @Override
    public Integer call() {
        List<String> columns = KINDS.get(kind);
        if (columns == null) {
            throw new CommandFailure("'" + kind + "' is not a kind; use one of "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
        }
        if (!List.of("table", "json", "yaml").contains(format)) {
            throw new CommandFailure("'" + format + "' is not a format; use table, json or yaml");
        }
        if (format.equals("yaml") && !kind.equals("policies")) {
            throw new CommandFailure("only policies can be had as yaml; use --format json for " + kind);
        }
        try (Center center = new Center(SavedSession.load())) {
            List<JsonNode> items = center.all("/" + kind);
            System.out.print(
                    switch (format) {
                        case "json" -> json(items);
                        case "yaml" -> yaml(items);
                        default -> table(columns, items);
                    });
        }
        return 0;
    }

    private static String json(List<JsonNode> items) {
        return Center.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(items) + "\n";
    }

    /// The texts as their authors wrote them, divided by `---`.
    private static String yaml(List<JsonNode> policies) {
        return policies.stream()
                .map(policy -> policy.path("document").asString("").strip() + "\n")
                .collect(Collectors.joining("---\n"));
    }

    private static String table(List<String> columns, List<JsonNode> items) {
        Table table = new Table(
                columns.stream().map(c -> c.substring(0, c.indexOf(':'))).toArray(String[]::new));
        for (JsonNode item : items) {
            table.row(columns.stream()
                    .map(c -> cell(item, c.substring(c.indexOf(':') + 1)))
                    .toArray(String[]::new));
        }
        return table.text();
    }

    private static String cell(JsonNode item, String path) {
        JsonNode value = item.at("/" + path.replace('.', '/'));
        if (value.isArray()) {
            return String.join(
                    ", ",
                    StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asString)
                            .toList());
        }
        return value.isMissingNode() ? "" : value.asString("");
    }
}
