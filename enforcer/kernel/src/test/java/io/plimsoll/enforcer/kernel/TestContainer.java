package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A container of our own making (`src/test/c/cradle.c`): an overlay root with one image layer, namespaces, a
/// cgroup, held before its first instruction. The image holds `/bin/ok`, which says "ran", and `/bin/tool`, which
/// attacks.
final class TestContainer implements AutoCloseable {
    static final Result RAN = new Result(0, "ran");

    /// `execve` failed with EPERM.
    static final Result REFUSED = new Result(101, "");

    static final Result KILLED = new Result(128 + 9, "");

    /// How many programs `/bin/victim-N` the image holds, which do nothing. `/tmp/evil` ends with 42.
    static final int VICTIMS = 120;

    private static final Path TOOLS = Path.of("target", "test-native").toAbsolutePath();
    private static int count;

    private final Path folder;
    private final Path cgroup;
    private final String id;
    private final Process runtime;
    private final long pid;

    private TestContainer(Path folder, Path cgroup, String id, Process runtime, long pid) {
        this.folder = folder;
        this.cgroup = cgroup;
        this.id = id;
        this.runtime = runtime;
        this.pid = pid;
    }

    /// Makes a container and holds it.
    static TestContainer create() throws IOException, InterruptedException {
        return create(List.of());
    }

    /// @param programs of this machine that the image is to hold at the same path, with the libraries that they
    ///     need
    static TestContainer create(List<Path> programs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("plimsoll-kernel-test");
        layOut(folder, programs);
        String id = "plimsoll-test-" + ProcessHandle.current().pid() + "-" + count++;
        Path cgroup = Files.createDirectory(KernelTests.cgroupRoot().resolve(id));
        Process runtime = new ProcessBuilder(
                        TOOLS.resolve("cradle").toString(),
                        "create",
                        overlayOptions(folder),
                        folder.resolve("merged").toString(),
                        cgroup.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new BufferedReader(runtime.inputReader()).readLine();
        assertThat(line).as("the runtime says a process id").isNotNull();
        TestContainer container = new TestContainer(folder, cgroup, id, runtime, Long.parseLong(line));
        container.awaitRoot();
        return container;
    }

    /// Makes the folders of an overlay, and an image in the lower one.
    static void layOut(Path folder, List<Path> programs) throws IOException, InterruptedException {
        compileTools();
        for (String name : List.of("bin", "lib", "tmp", "mnt", "proc", "dev/shm")) {
            Files.createDirectories(folder.resolve("lower").resolve(name));
        }
        for (String name : List.of("upper", "work", "merged")) {
            Files.createDirectory(folder.resolve(name));
        }
        Path bin = folder.resolve("lower/bin");
        Files.copy(TOOLS.resolve("tool"), bin.resolve("tool"));
        for (String name : List.of("ok", "victim", "other")) {
            Files.copy(TOOLS.resolve("ok"), bin.resolve(name));
        }
        Files.copy(TOOLS.resolve("evil"), folder.resolve("lower/tmp/evil"));
        for (int victim = 0; victim < VICTIMS; victim++) {
            Files.copy(TOOLS.resolve("quiet"), bin.resolve("victim-" + victim));
        }
        for (Path program : programs) {
            copyIntoImage(program, folder.resolve("lower"));
        }
    }

    static String overlayOptions(Path folder) {
        return "lowerdir=%1$s/lower,upperdir=%1$s/upper,workdir=%1$s/work".formatted(folder);
    }

    String id() {
        return id;
    }

    long pid() {
        return pid;
    }

    ContainerGate gate(GateMode mode) {
        return new ContainerGate(id, pid, null, mode, GateMode.OFF, ExecutableRule.ANYTHING, List.of());
    }

    ContainerGate gateWithMappings(GateMode mode) {
        return new ContainerGate(id, pid, null, mode, mode, ExecutableRule.ANYTHING, List.of());
    }

    /// Lets the container's own first program run, and waits until it does.
    void start() throws IOException, InterruptedException {
        runtime.outputWriter().write("start\n");
        runtime.outputWriter().flush();
        await(() -> "tool"
                .equals(Files.readString(Path.of("/proc/" + pid + "/comm")).strip()));
    }

    /// Runs a program in the container, as `docker exec` does.
    Result run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of(TOOLS.resolve("cradle").toString(), "enter", Long.toString(pid), cgroup.toString()));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", words).isTrue();
        return new Result(process.exitValue(), said.strip());
    }

    /// Runs one of the attacks of `src/test/c/tool.c`.
    Result attack(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/tool"));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    private void awaitRoot() throws IOException, InterruptedException {
        Path root = Path.of("/proc/" + pid + "/root");
        await(() -> Files.exists(root.resolve("bin/tool")) && Files.exists(root.resolve("proc/1")));
    }

    private void await(Callable<Boolean> state) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 500; attempt++) {
            try {
                if (state.call()) {
                    return;
                }
            } catch (Exception e) {
                throw new IOException("the container " + id + " did not come up", e);
            }
            Thread.sleep(10);
        }
        throw new IOException("the container " + id + " did not come up");
    }

    private static synchronized void compileTools() throws IOException, InterruptedException {
        Files.createDirectories(TOOLS);
        for (String tool : List.of("ok", "tool", "cradle")) {
            compile(Path.of("src", "test", "c", tool + ".c"), TOOLS.resolve(tool), "-static");
        }
        Path quiet = Path.of("src", "test", "c", "quiet.c");
        compile(quiet, TOOLS.resolve("quiet"), "-static", "-nostdlib", "-DSTATUS=0");
        compile(quiet, TOOLS.resolve("evil"), "-static", "-nostdlib", "-DSTATUS=42");
    }

    private static void compile(Path source, Path binary, String... options) throws IOException, InterruptedException {
        if (Files.exists(binary)
                && Files.getLastModifiedTime(binary).compareTo(Files.getLastModifiedTime(source)) > 0) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", binary.toString(), source.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("%s", command)
                .isZero();
    }

    private static void copyIntoImage(Path program, Path lower) throws IOException, InterruptedException {
        Process ldd = new ProcessBuilder("ldd", program.toString()).start();
        List<Path> files = new ArrayList<>(List.of(program));
        ldd.inputReader()
                .lines()
                .flatMap(line -> Stream.of(line.split("\\s+")))
                .filter(word -> word.startsWith("/"))
                .map(Path::of)
                .forEach(files::add);
        ldd.waitFor();
        for (Path file : files) {
            Path target = lower.resolve(file.toString().substring(1));
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
                Files.copy(file, target);
            }
        }
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        runtime.descendants().forEach(ProcessHandle::destroyForcibly);
        runtime.destroyForcibly();
        try {
            runtime.waitFor(10, TimeUnit.SECONDS);
            for (int attempt = 0; attempt < 1000 && !deleteCgroup(); attempt++) {
                Thread.sleep(20);
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deleteCgroup() {
        return !Files.exists(cgroup) || cgroup.toFile().delete();
    }

    /// How a program ended, and what it said.
    record Result(int exit, String said) {}
}
