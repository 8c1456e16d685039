package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "get", description = "List what the Command Center knows.")
public final class GetCommand implements Callable<Integer> {
    /// What can be listed.
    ///
    /// @param isSearched whether the Center looks for words in it
    /// @param columns heading and path in the item
    private record Kind(boolean isSearched, List<String> columns) {
        static Kind searched(String... columns) {
            return new Kind(true, List.of(columns));
        }

        static Kind listed(String... columns) {
            return new Kind(false, List.of(columns));
        }
    }

    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "images",
                    Kind.searched(
                            "NAMES:names",
                            "ID:id",
                            "SCAN:scanState",
                            "VERDICT:verdict",
                            "CRITICAL:severities.critical",
                            "HIGH:severities.high")),
            Map.entry(
                    "packages",
                    Kind.searched(
                            "NAME:name", "VERSION:version", "TYPE:type", "IMAGES:images", "RUNNING:runningContainers")),
            Map.entry(
                    "vulnerabilities",
                    Kind.searched(
                            "ID:id",
                            "SEVERITY:severity",
                            "EXPLOITED:kev",
                            "FIX:fixAvailable",
                            "IMAGES:images",
                            "RUNNING:runningContainers",
                            "TITLE:title")),
            Map.entry(
                    "containers",
                    Kind.searched(
                            "NAME:name",
                            "IMAGE:imageName",
                            "HOST:hostName",
                            "STATE:state",
                            "EXEC GATE:execGate",
                            "VERDICT:verdict",
                            "STARTED BY:startedBy")),
            Map.entry(
                    "networks",
                    Kind.searched(
                            "NAME:name",
                            "HOST:hostName",
                            "DRIVER:driver",
                            "INTERNAL:internal",
                            "SUBNETS:subnets",
                            "RUNNING:runningContainers",
                            "ID:id")),
            Map.entry(
                    "hosts",
                    Kind.searched(
                            "NAME:name",
                            "STATE:state",
                            "ENGINE:engineVersion",
                            "KERNEL:kernelVersion",
                            "RUNNING:runningContainers",
                            "ID:id")),
            Map.entry(
                    "registries",
                    Kind.searched(
                            "NAME:name",
                            "KIND:kind",
                            "ADDRESS:address",
                            "TAGS:tags",
                            "IMAGES:images",
                            "FAILURE:failure")),
            Map.entry(
                    "policies",
                    Kind.listed("NAME:name", "KIND:kind", "MODE:mode", "VERSION:version", "CHANGED BY:changedBy")),
            Map.entry(
                    "audit-events",
                    Kind.searched(
                            "SEQUENCE:sequence",
                            "TIME:time",
                            "TYPE:type",
                            "OUTCOME:outcome",
                            "ACTOR:actor",
                            "OBJECT:object.name",
                            "REASON:reason")),
            Map.entry(
                    "exceptions",
                    Kind.searched(
                            "FINDING:finding",
                            "IMAGE:scope.image",
                            "STATE:state",
                            "LAST DAY:expiry",
                            "AUTHOR:author",
                            "CONFIRMED BY:confirmedBy",
                            "REASON:reason",
                            "ID:id")),
            Map.entry(
                    "enforcers",
                    Kind.listed("HOST:hostName", "STATE:state", "VERSION:version", "POLICY:snapshotVersion", "ID:id")),
            Map.entry(
                    "enrolment-tokens",
                    Kind.listed("ID:id", "STATE:state", "CREATED BY:createdBy", "EXPIRES:expiresAt")),
            Map.entry(
                    "services",
                    Kind.searched(
                            "NAME:name",
                            "CONTAINERS:containers",
                            "RUNNING:running",
                            "VERDICT:verdict",
                            "UNSCANNED:unscanned",
                            "CRITICAL:worst.severities.critical",
                            "HIGH:worst.severities.high",
                            "DESCRIPTION:description")),
            Map.entry("labels", Kind.listed("KIND:kind", "ID:id", "KEY:key", "VALUE:value", "SET BY:setBy")),
            Map.entry("users", Kind.listed("NAME:name", "ROLE:role", "LAST LOGIN:lastLoginAt"))));

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description =
                    "images, packages, vulnerabilities, containers, services, networks, hosts, registries, policies, exceptions,"
                            + " audit-events, enforcers, enrolment-tokens, labels or users")
    private String kind = "";

    @Option(
            names = "--query",
            paramLabel = "WORDS",
            description = "only what has all these words, such as 'openssl 3.0.11'")
    private String query = "";

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table, json or, of policies, yaml as 'apply' takes it; default: table")
    private String format = "";

    @Override
    public Integer call() {
        Kind listed = KINDS.get(kind);
        if (listed == null) {
            throw new CommandFailure("'" + kind + "' is not a kind; use one of " + String.join(", ", KINDS.keySet()));
        }
        if (!query.isEmpty() && !listed.isSearched()) {
            throw new CommandFailure(kind + " are few and not searched; leave out --query");
        }
        if (!List.of("table", "json", "yaml").contains(format)) {
            throw new CommandFailure("'" + format + "' is not a format; use table, json or yaml");
        }
        if (format.equals("yaml") && !kind.equals("policies")) {
            throw new CommandFailure("only policies can be had as yaml; use --format json for " + kind);
        }
        try (Center center = new Center(SavedSession.load())) {
            List<JsonNode> items = center.all("/" + kind + (query.isEmpty() ? "" : "?query=" + Center.encoded(query)));
            System.out.print(
                    switch (format) {
                        case "json" -> json(items);
                        case "yaml" -> yaml(items);
                        default -> table(listed.columns(), items);
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
