package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One run of a program, with its output in files: a child that lives on cannot hold a pipe open.
final class Run {
    /// How a program ended and what it said. Ended by a signal, its exit status is 128 + the signal, as Java reports
    /// it.
    record Result(int exit, String out, String err) {}

    private final Process process;
    private final Path out;
    private final Path err;

    private Run(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Run start(ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile("plimsoll-shim-test", ".out");
        Path err = Files.createTempFile("plimsoll-shim-test", ".err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        if (builder.redirectInput().equals(ProcessBuilder.Redirect.PIPE)) {
            builder.redirectInput(new File("/dev/null"));
        }
        return new Run(builder.start(), out, err);
    }

    static Result of(ProcessBuilder builder) throws IOException, InterruptedException {
        return start(builder).end();
    }

    static Result of(String... command) throws IOException, InterruptedException {
        return of(new ProcessBuilder(command));
    }

    Process process() {
        return process;
    }

    /// Waits for the end. A program that hangs fails the test.
    Result end() throws IOException, InterruptedException {
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        var result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        assertThat(ended).as("ended within a minute: %s", result).isTrue();
        return result;
    }
}
