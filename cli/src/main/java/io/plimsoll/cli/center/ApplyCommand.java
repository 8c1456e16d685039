package io.plimsoll.cli.center;

import java.nio.file.Path;
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

    @Override
    public Integer call() {
        Map<String, String> documents = PolicyFile.documents(file);
        try (Center center = new Center(SavedSession.load())) {
            documents.forEach((name, document) -> {
                var policy = center.put("/policies/" + Center.encoded(name), Map.of("document", document));
                System.out.println(name + ": in force with policy version "
                        + policy.path("version").asString());
            });
        }
        return 0;
    }
}
