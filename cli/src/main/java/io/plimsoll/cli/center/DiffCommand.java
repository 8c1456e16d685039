package io.plimsoll.cli.center;

import io.plimsoll.cli.Terminal;
import io.plimsoll.policy.LineDiff;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "diff",
        description = "Say what 'apply' would change: the policies of a file against those in force.",
        footer = {"", "Exit code 1 if anything would change. Policies that the file does not name are not touched."})
public final class DiffCommand implements Callable<Integer> {
    /// Lines that are shown around what changed.
    private static final int AROUND = 3;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "the policies; several are divided by '---'")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        Map<String, String> documents = PolicyFile.documents(file);
        Map<String, JsonNode> inForce = new LinkedHashMap<>();
        try (Center center = new Center(SavedSession.load())) {
            center.all("/policies")
                    .forEach(policy -> inForce.put(policy.path("name").asString(""), policy));
        }
        List<String> others = inForce.keySet().stream()
                .filter(name -> !documents.containsKey(name))
                .toList();
        if (!others.isEmpty()) {
            System.err.println("in force and not in " + file + ": " + String.join(", ", others));
        }
        boolean changes = false;
        for (Map.Entry<String, String> document : documents.entrySet()) {
            changes |= show(document.getKey(), inForce.get(document.getKey()), document.getValue());
        }
        return changes ? 1 : 0;
    }

    private boolean show(String name, @Nullable JsonNode before, String after) {
        String text = before == null ? "" : before.path("document").asString("");
        List<LineDiff.Line> lines = LineDiff.of(text.strip(), after.strip());
        if (lines.stream().allMatch(DiffCommand::isSame)) {
            return false;
        }
        System.out.println("--- " + name
                + (before == null
                        ? " (not in force)"
                        : " (version " + before.path("version").asString() + ")"));
        System.out.println("+++ " + name + " (" + file + ")");
        int shown = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!isNearChange(lines, i)) {
                continue;
            }
            if (i != shown + 1) {
                System.out.println("@@ " + (i - shown - 1) + " lines are the same @@");
            }
            shown = i;
            System.out.println(
                    lines.get(i).sign().mark() + Terminal.clean(lines.get(i).text()));
        }
        return true;
    }

    private static boolean isNearChange(List<LineDiff.Line> lines, int place) {
        return lines.subList(Math.max(0, place - AROUND), Math.min(lines.size(), place + AROUND + 1)).stream()
                .anyMatch(line -> !isSame(line));
    }

    private static boolean isSame(LineDiff.Line line) {
        return line.sign() == LineDiff.Sign.SAME;
    }
}
