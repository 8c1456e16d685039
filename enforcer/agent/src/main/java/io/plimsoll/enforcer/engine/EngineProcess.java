package io.plimsoll.enforcer.engine;

import io.plimsoll.engine.EngineInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The process of a running Docker Engine.
///
/// @param folder below `/proc`
public record EngineProcess(Path folder) {
    private static final Path PROC = Path.of("/proc");
    private static final int INODE = 6;
    private static final int PATH = 7;

    /// The one that listens on this socket, in whatever network namespace.
    public static Optional<EngineProcess> listeningOn(Path socket) {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> text(p.resolve("comm")).strip().equals("dockerd"))
                    .filter(p -> holds(p, socket))
                    .findFirst()
                    .map(EngineProcess::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public long pid() {
        return Long.parseLong(folder.getFileName().toString());
    }

    /// Whether it sees other mounts than we do.
    public boolean hasOtherMounts() {
        return !target(folder.resolve("ns/mnt")).equals(target(PROC.resolve("self/ns/mnt")));
    }

    /// The file that it resolves as its runtime, by the PATH that it was started with; empty if there is none.
    public Optional<Path> runtime(EngineInfo info) {
        String runtime = info.runtimes().getOrDefault(info.defaultRuntime(), "runc");
        return resolve(runtime.isEmpty() ? "runc" : runtime, searchPath());
    }

    /// Whether the process has the socket open that is bound to this path, as its network namespace lists it.
    private static boolean holds(Path process, Path socket) {
        List<String> inodes = text(process.resolve("net/unix"))
                .lines()
                .map(l -> l.strip().split("\\s+"))
                .filter(f -> f.length > PATH && isSame(Path.of(f[PATH]), socket))
                .map(f -> "socket:[" + f[INODE] + "]")
                .toList();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(d -> inodes.contains(target(d)));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private List<Path> searchPath() {
        return Arrays.stream(text(folder.resolve("environ")).split("\0"))
                .filter(v -> v.startsWith("PATH="))
                .flatMap(v -> Arrays.stream(v.substring("PATH=".length()).split(":")))
                .filter(d -> d.startsWith("/"))
                .map(Path::of)
                .toList();
    }

    private static Optional<Path> resolve(String program, List<Path> folders) {
        Stream<Path> candidates = program.contains("/")
                ? Stream.of(Path.of(program))
                : folders.stream().map(f -> f.resolve(program));
        return candidates.filter(Files::isExecutable).findFirst().map(EngineProcess::real);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
