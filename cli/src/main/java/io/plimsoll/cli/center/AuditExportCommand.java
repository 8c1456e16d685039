package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Write the trail, oldest first: all that is online, or what the filters leave.",
        footer = {
            "",
            "Without filters the file is the whole chain, for 'plimsoll audit verify --export FILE'. With any it is a"
                    + " part, each event with the hash",
            "that it continues, for 'plimsoll audit verify --export FILE --part'. CSV has no proof beside each hash."
        })
final class AuditExportCommand implements Callable<Integer> {
    @Option(names = "--output", required = true, paramLabel = "FILE", description = "where to")
    private Path output = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "ndjson|csv",
            defaultValue = "ndjson",
            description = "one JSON object a line (the default), or comma-separated values")
    private String format = "ndjson";

    @Option(names = "--query", paramLabel = "WORDS", description = "words that must occur, in any case")
    private String query = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "an event type, or its first part such as container")
    private String type = "";

    @Option(names = "--outcome", paramLabel = "success|failure", description = "whether it came about")
    private String outcome = "";

    @Option(names = "--actor", paramLabel = "NAME", description = "who; the whole name")
    private String actor = "";

    @Option(names = "--host", paramLabel = "NAME", description = "name of the host")
    private String host = "";

    @Option(names = "--container", paramLabel = "ID", description = "whole id of the container")
    private String container = "";

    @Option(names = "--image", paramLabel = "IMAGE", description = "sha256:... of the image, or its name in the event")
    private String image = "";

    @Option(names = "--policy", paramLabel = "NAME", description = "the policy that decided")
    private String policy = "";

    @Option(names = "--from", paramLabel = "TIME", description = "such as 2026-11-23T10:00:00Z")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "events of this very moment included")
    private String to = "";

    @Override
    public Integer call() {
        Path part = output.resolveSibling(output.getFileName() + ".part");
        try (Center center = new Center(SavedSession.load());
                InputStream lines = center.stream("/audit-events/export" + question())) {
            Files.copy(lines, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure("cannot export to " + output + ": " + AtomicFile.reason(e), e);
        } finally {
            remove(part);
        }
        return 0;
    }

    private String question() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("format", format);
        asked.put("query", query);
        asked.put("type", type);
        asked.put("outcome", outcome);
        asked.put("actor", actor);
        asked.put("host", host);
        asked.put("container", container);
        asked.put("image", image);
        asked.put("policy", policy);
        asked.put("from", from);
        asked.put("to", to);
        return asked.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + Center.encoded(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            System.err.println("plimsoll: " + part + " could not be removed: " + AtomicFile.reason(e));
        }
    }
}
