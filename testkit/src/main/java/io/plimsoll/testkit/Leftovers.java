package io.plimsoll.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Removes all that an engine leaves in the kernel and on the disk: processes, mounts, cgroups, its network namespace
/// and its folder. Works from the folder's name alone, so a run that crashed is cleaned up by the next one.
final class Leftovers {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private Leftovers() {}

    /// Removes the engines whose JVM is gone.
    static void sweepOrphans() throws IOException {
        Files.createDirectories(EngineFolder.ALL);
        Path lockFile = EngineFolder.ALL.resolve("sweep.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            for (EngineFolder folder : EngineFolder.existing()) {
                if (lock.isValid() && folder.isOrphan()) {
                    remove(folder);
                }
            }
        }
    }

    static void remove(EngineFolder folder) throws IOException {
        killProcesses(folder);
        unmount(folder);
        Command.of("ip", "netns", "delete", folder.networkNamespace()).run();
        removeCgroups(folder);
        deleteTree(folder.path());
    }

    private static void killProcesses(EngineFolder folder) throws IOException {
        List<ProcessHandle> killed = new ArrayList<>();
        for (ProcessHandle process : ofEngine(folder)) {
            process.destroyForcibly();
            killed.add(process);
        }
        killed.forEach(p -> Wait.until(
                "process " + p.pid() + " is gone",
                () -> ProcessIdentity.of(p.pid()).isEmpty()));
    }

    /// The engine's own processes, by the folder in their arguments, and those of its containers, by their cgroup.
    private static List<ProcessHandle> ofEngine(EngineFolder folder) throws IOException {
        String inArguments = folder.path() + "/";
        List<ProcessHandle> found = new ArrayList<>(ProcessHandle.allProcesses()
                .filter(p -> p.pid() != ProcessHandle.current().pid())
                .filter(p -> arguments(p.pid()).contains(inArguments))
                .toList());
        for (Path cgroup : cgroups(folder)) {
            for (String pid : Files.readAllLines(cgroup.resolve("cgroup.procs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(found::add);
            }
        }
        return found;
    }

    private static String arguments(long pid) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static void unmount(EngineFolder folder) throws IOException {
        List<String> points = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .map(line -> line.split(" ")[4])
                .filter(point -> point.startsWith(folder.path() + "/"))
                .toList();
        for (String point : points.reversed()) {
            Command.of("umount", "--lazy", point).run();
        }
    }

    /// All cgroups of this engine in every mounted hierarchy, children first.
    private static List<Path> cgroups(EngineFolder folder) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path hierarchy : children(CGROUPS)) {
            Path top = hierarchy.resolve(folder.cgroup());
            if (Files.isDirectory(top)) {
                try (Stream<Path> tree = Files.walk(top)) {
                    tree.filter(Files::isDirectory)
                            .sorted(Comparator.reverseOrder())
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static void removeCgroups(EngineFolder folder) throws IOException {
        for (Path cgroup : cgroups(folder)) {
            Wait.until(
                    "cgroup " + cgroup + " can be removed",
                    () -> cgroup.toFile().delete() || !Files.exists(cgroup));
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        all.add(directory);
        try (Stream<Path> children = Files.list(directory)) {
            children.filter(Files::isDirectory).forEach(all::add);
        }
        return all;
    }

    private static void deleteTree(Path directory) {
        Command.Outcome outcome = Command.of("rm", "-rf", "--one-file-system", directory.toString())
                .run();
        if (!outcome.succeeded()) {
            throw new IllegalStateException("cannot remove a test engine's folder: " + outcome);
        }
    }
}
