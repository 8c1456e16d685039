package io.plimsoll.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program to run to its end, with its output in memory and a limit on its time.
public final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable Path directory;
    private Duration limit = LIMIT;

    private Command(List<String> words) {
        this.words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return new Command(Arrays.asList(words));
    }

    public static Command of(List<String> words) {
        return new Command(words);
    }

    /// The same program with more words behind.
    public Command with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(Arrays.asList(more));
        Command command = new Command(all).within(limit);
        command.environment.putAll(environment);
        command.directory = directory;
        return command;
    }

    public Command environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Command in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    public Command within(Duration most) {
        limit = most;
        return this;
    }

    /// For what needs more than its outcome: the caller starts, feeds and ends it.
    public ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        return builder;
    }

    /// Runs it with nothing on its standard input.
    ///
    /// @throws IllegalStateException if it is not over in time; it is then killed
    public Outcome run() {
        try {
            Process process = builder().start();
            process.getOutputStream().close();
            var output =
                    CompletableFuture.supplyAsync(() -> text(process.getInputStream()), Thread::startVirtualThread);
            var errors =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Thread::startVirtualThread);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("not over after " + limit + ": " + String.join(" ", words));
            }
            return new Outcome(words, process.exitValue(), output.join(), errors.join());
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + words.getFirst(), e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How a program ended and what it said.
    public record Outcome(List<String> words, int exit, String output, String errors) {
        public Outcome {
            words = List.copyOf(words);
        }

        public boolean succeeded() {
            return exit == 0;
        }

        /// Its standard output without the last line end.
        ///
        /// @throws AssertionError if it failed
        public String outputOrFail() {
            if (!succeeded()) {
                throw new AssertionError(this.toString());
            }
            return output.stripTrailing();
        }

        @Override
        public String toString() {
            return String.join(" ", words) + " -> exit " + exit + "\n" + output + errors;
        }
    }
}
