package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.policy.InvalidPolicyException;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "apply", description = "Put policies in force, from a YAML file; several are divided by '---'.")
public final class ApplyCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "the policies")
    private Path file = Path.of("");

    /// Reads all before it sends one: a mistake in the last changes nothing.
    @Override
    public Integer call() {
        Map<String, String> documents = documents(read());
        try (Center center = new Center(SavedSession.load())) {
            documents.forEach((name, document) -> {
                var policy = center.put("/policies/" + Center.encoded(name), Map.of("document", document));
                System.out.println(name + ": in force with policy version "
                        + policy.path("version").asString());
            });
        }
        return 0;
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    private Map<String, String> documents(String text) {
        Map<String, String> documents = new LinkedHashMap<>();
        for (String document : text.split("(?m)^---\\s*$")) {
            if (document.isBlank()) {
                continue;
            }
            Policy policy = parsed(document, documents.size() + 1);
            if (documents.put(policy.name(), document) != null) {
                throw new CommandFailure(file + " holds two policies named '" + policy.name() + "'");
            }
        }
        if (documents.isEmpty()) {
            throw new CommandFailure(file + " holds no policy");
        }
        return documents;
    }

    private Policy parsed(String document, int number) {
        try {
            return PolicyDocument.parse(document);
        } catch (InvalidPolicyException e) {
            throw new CommandFailure(
                    "policy " + number + " in " + file + " is not valid; nothing was changed:\n  - "
                            + String.join("\n  - ", e.mistakes()),
                    e);
        }
    }
}
