package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "report", description = "Evidence for an assessor: 'plimsoll report pci'.")
public final class ReportCommand implements Callable<Integer> {
    private static final int MEMBERS_SHOWN = 10;

    @Parameters(index = "0", paramLabel = "CATALOGUE", description = "pci")
    private String catalogue = "";

    @Option(names = "--format", defaultValue = "table", description = "table or json; default: table")
    private String format = "";

    @Option(names = "--output", paramLabel = "FILE", description = "write there instead of to the terminal")
    private @Nullable Path output;

    @Override
    public Integer call() {
        if (!catalogue.equals("pci")) {
            throw new CommandFailure("'" + catalogue + "' is not a catalogue; use pci");
        }
        if (!format.equals("table") && !format.equals("json")) {
            throw new CommandFailure("'" + format + "' is not a format; use table or json");
        }
        try (Center center = new Center(SavedSession.load())) {
            JsonNode report = center.get("/compliance/pci");
            String text = format.equals("json")
                    ? Center.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n"
                    : table(report);
            if (output == null) {
                System.out.print(text);
            } else {
                AtomicFile.write(output, text, "rw-r--r--");
            }
        }
        return 0;
    }

    private static String table(JsonNode report) {
        StringBuilder text = new StringBuilder();
        text.append("PCI DSS evidence, catalogue ")
                .append(report.path("catalogueVersion").asString())
                .append(", evaluated ")
                .append(report.path("endedAt").asString())
                .append("\n\n");
        for (JsonNode result : report.path("results")) {
            text.append(result(result));
        }
        text.append(Terminal.clean(report.path("disclaimer").asString(""))).append('\n');
        return text.toString();
    }

    private static String result(JsonNode result) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                        "%-15s v3.2.1 %s | v4.0.1 %s  %s%n",
                        result.path("verdict").asString(),
                        joined(result.path("idsV321")),
                        joined(result.path("idsV401")),
                        Terminal.clean(result.path("title").asString())))
                .append("    ")
                .append(Terminal.clean(result.path("reason").asString()))
                .append("\n    population ")
                .append(result.path("population").asString())
                .append(": ")
                .append(Terminal.clean(result.path("populationDescription").asString()))
                .append('\n');
        StreamSupport.stream(result.path("members").spliterator(), false)
                .filter(m -> !m.path("verdict").asString().equals("pass"))
                .limit(MEMBERS_SHOWN)
                .forEach(m -> text.append("    - ")
                        .append(Terminal.clean(
                                m.path("kind").asString() + " " + m.path("name").asString() + ": "
                                        + m.path("reason").asString()))
                        .append('\n'));
        result.path("evidence")
                .forEach(e -> text.append("    evidence ")
                        .append(Terminal.clean(
                                e.path("at").asString() + " " + e.path("fact").asString() + ": "
                                        + e.path("summary").asString()))
                        .append('\n'));
        return text.append('\n').toString();
    }

    private static String joined(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }
}
