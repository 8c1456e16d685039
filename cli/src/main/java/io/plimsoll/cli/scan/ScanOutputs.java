package io.plimsoll.cli.scan;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where one scan is written, in which forms: any number of files, and at most one form on standard output.
final class ScanOutputs {
    private final List<Output> outputs;

    private ScanOutputs(List<Output> outputs) {
        this.outputs = List.copyOf(outputs);
    }

    /// Reads `--format WORD` and `--format WORD=FILE`. All that can be wrong is said now, before the long work begins.
    ///
    /// @param output of `--output`, the file of the one form that has none
    /// @throws CommandFailure saying what is wrong
    static ScanOutputs of(List<String> words, @Nullable Path output) {
        List<Output> outputs = words.stream().map(ScanOutputs::output).toList();
        List<Output> plain = outputs.stream().filter(o -> o.file().isEmpty()).toList();
        if (plain.size() > 1) {
            throw new CommandFailure("only one --format can have no file of its own, not " + plain.size()
                    + "; write --format " + plain.getLast().format().word() + "=FILE");
        }
        if (output != null && plain.isEmpty()) {
            throw new CommandFailure("--output " + output
                    + " is for a --format that has no file of its own; leave out one" + " of the two");
        }
        List<Output> placed = outputs.stream()
                .map(o -> o.file().isPresent() ? o : new Output(o.format(), Optional.ofNullable(output)))
                .toList();
        Set<Path> taken = new HashSet<>();
        placed.stream().flatMap(o -> o.file().stream()).forEach(f -> check(f, taken));
        return new ScanOutputs(placed);
    }

    private static Output output(String text) {
        int equals = text.indexOf('=');
        ScanFormat format = format(equals < 0 ? text : text.substring(0, equals));
        if (equals < 0) {
            return new Output(format, Optional.empty());
        }
        if (equals == text.length() - 1) {
            throw new CommandFailure("--format " + text + " names no file; write --format " + text + "FILE");
        }
        return new Output(format, Optional.of(Path.of(text.substring(equals + 1))));
    }

    private static ScanFormat format(String word) {
        try {
            return ScanFormat.ofWord(word);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static void check(Path file, Set<Path> taken) {
        Path whole = file.toAbsolutePath().normalize();
        if (!taken.add(whole)) {
            throw new CommandFailure("two formats cannot both be written to " + file);
        }
        if (Files.exists(whole) && !Files.isRegularFile(whole)) {
            throw new CommandFailure("cannot write " + file + ": it is there and is not a file");
        }
        if (!Files.isDirectory(Optional.ofNullable(whole.getParent()).orElse(whole))) {
            throw new CommandFailure("cannot write " + file + ": there is no folder " + whole.getParent());
        }
    }

    /// Writes each file whole or not at all, standard output last. What cannot be written keeps nothing else from being
    /// written.
    ///
    /// @throws CommandFailure naming everything that could not be written
    void write(ScanReport report) {
        List<String> failures = new ArrayList<>();
        outputs.stream()
                .sorted((a, b) -> Boolean.compare(b.file().isPresent(), a.file().isPresent()))
                .forEach(o -> {
                    try {
                        o.write(report);
                    } catch (CommandFailure e) {
                        failures.add(String.valueOf(e.getMessage()));
                    }
                });
        if (!failures.isEmpty()) {
            throw new CommandFailure(String.join("\n", failures));
        }
    }

    private record Output(ScanFormat format, Optional<Path> file) {
        void write(ScanReport report) {
            boolean colour = file.isEmpty() && Terminal.hasColour();
            String text = format.write(report, Terminal.width(), colour);
            file.ifPresentOrElse(f -> AtomicFile.write(f, text, "rw-r--r--"), () -> Terminal.print(text));
        }
    }
}
