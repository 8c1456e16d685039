package io.plimsoll.benchmarks;

import io.plimsoll.testkit.TestEngine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real container whose first process starts and awaits a program, over and over (`exec-loop.c`). The
/// clock is read inside the container, so that neither Java nor the engine's client is measured.
final class ExecLoop implements AutoCloseable {
    private static final String IMAGE = "bench/exec-loop";

    /// All containers on one processor, as far from the others as can be: moving between processors costs more than
    /// what is measured.
    private static final String LAST_PROCESSOR =
            Integer.toString(Runtime.getRuntime().availableProcessors() - 1);

    private final Process client;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final String id;
    private final long pid;
    private final Path root;

    private ExecLoop(Process client, String id, long pid, Path root) {
        this.client = client;
        this.orders = client.outputWriter();
        this.answers = client.inputReader();
        this.id = id;
        this.pid = pid;
        this.root = root;
    }

    /// Makes the image, whose programs lie in a layer of their own.
    static void prepare(TestEngine engine, ExecProgram program) throws IOException {
        program.image().importInto(engine, "base");
        Path context = Files.createDirectories(engine.folder().resolve("exec-loop"));
        NativePrograms.compile("exec-loop", context, "-static");
        NativePrograms.compile("nothing", context, "-static", "-nostdlib");
        Files.writeString(context.resolve("Dockerfile"), "FROM base\nCOPY exec-loop nothing /bench/\n");
        engine.docker("build", "--tag", IMAGE, context.toString()).outputOrFail();
    }

    static ExecLoop start(TestEngine engine, String name, ExecProgram program) throws IOException {
        Process client = engine.dockerCommand("run", "--rm", "--interactive", "--cpuset-cpus", LAST_PROCESSOR)
                .with("--name", name, IMAGE, "/bench/exec-loop", program.path())
                .builder()
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        client.outputWriter().write("1\n");
        client.outputWriter().flush();
        if (client.inputReader().readLine() == null) {
            throw new EOFException("the container " + name + " says nothing");
        }
        List<String> facts = List.of(
                engine.docker("inspect", "--format", "{{.Id}} {{.State.Pid}} {{.GraphDriver.Data.MergedDir}}", name)
                        .outputOrFail()
                        .split(" "));
        return new ExecLoop(client, facts.get(0), Long.parseLong(facts.get(1)), Path.of(facts.get(2)));
    }

    String id() {
        return id;
    }

    long pid() {
        return pid;
    }

    /// Where the host sees its root file system.
    Path root() {
        return root;
    }

    /// Runs the program once and then so many times more.
    Times run(int more) throws IOException {
        orders.write(more + "\n");
        orders.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new EOFException("the container has ended");
        }
        String[] nanoseconds = line.split(" ");
        return new Times(Long.parseLong(nanoseconds[0]) / 1000.0, Long.parseLong(nanoseconds[1]) / 1000.0 / more);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        client.onExit().join();
    }

    /// Microseconds from the start of a program to its end.
    ///
    /// @param first of the first time
    /// @param each of the others, on average
    record Times(double first, double each) {}
}
