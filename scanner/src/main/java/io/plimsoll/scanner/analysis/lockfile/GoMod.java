package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `go.mod` (Go modules reference, "go.mod files"). From Go 1.17 on it names all modules that the program may
/// need, also those behind others; before, `go.sum` has to be asked for these. What a folder replaces keeps its
/// version, as in programs that are built. The `go` line names a language and no installed Go, so the standard
/// library is not listed.
final class GoMod {
    private static final int COMPLETE_SINCE = 17;
    private static final Pattern GO = Pattern.compile("1\\.(?<minor>\\d{1,4})(?:[.a-z].*+)?|[2-9].*+");

    private record Module(String path, String version) {}

    private final Declarations found;
    private final List<Module> required = new ArrayList<>();
    private final Map<Module, Module> replaced = new HashMap<>();
    private String block = "";
    private boolean isComplete;

    private GoMod(Declarations found) {
        this.found = found;
    }

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        GoMod file = new GoMod(found);
        for (String line : TextLines.of(content)) {
            int comment = line.indexOf("//");
            file.line((comment < 0 ? line : line.substring(0, comment)).strip());
        }
        file.end();
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.equals(")")) {
            block = "";
        } else if (!block.isEmpty()) {
            directive(block, line);
        } else {
            int end = line.indexOf(' ') < 0 ? line.indexOf('\t') : line.indexOf(' ');
            String word = end < 0 ? line : line.substring(0, end);
            String rest = end < 0 ? "" : line.substring(end).strip();
            if (rest.equals("(")) {
                block = word;
            } else if (word.endsWith("(")) {
                block = word.substring(0, word.length() - 1);
            } else {
                directive(word, rest);
            }
        }
    }

    private void directive(String word, String rest) {
        String[] words = rest.replace("\"", "").replace("`", "").split("\\s+");
        switch (word) {
            case "require" -> require(words);
            case "replace" -> replace(words);
            case "go" -> {
                Matcher matcher = GO.matcher(rest);
                isComplete = matcher.matches()
                        && (matcher.group("minor") == null
                                || Integer.parseInt(matcher.group("minor")) >= COMPLETE_SINCE);
            }
            case "module", "exclude", "retract", "toolchain", "godebug", "tool", "ignore" -> {}
            default -> found.malformed("a line begins with no directive of Go");
        }
    }

    private void require(String[] words) {
        if (words.length == 2) {
            required.add(new Module(words[0], words[1]));
        } else {
            found.malformed("a requirement names no module and version");
        }
    }

    private void replace(String[] words) {
        int arrow = List.of(words).indexOf("=>");
        boolean isFolder = words.length == arrow + 2;
        boolean isModule = words.length == arrow + 3;
        if (arrow < 1 || arrow > 2 || !(isFolder || isModule)) {
            found.malformed("a replacement names no two modules");
        } else if (isModule) {
            replaced.put(
                    new Module(words[0], arrow == 2 ? words[1] : ""), new Module(words[arrow + 1], words[arrow + 2]));
        }
    }

    private void end() throws MalformedInput {
        for (Module module : required) {
            Module anyVersion = replaced.getOrDefault(new Module(module.path(), ""), module);
            Module used = replaced.getOrDefault(module, anyVersion);
            found.add(used.path(), used.version());
        }
        if (!isComplete) {
            found.setPartial();
        }
    }
}
