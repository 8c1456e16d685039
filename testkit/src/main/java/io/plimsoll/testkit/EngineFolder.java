package io.plimsoll.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Where one test engine keeps everything it has, and the names of what it has elsewhere: a network namespace and a
/// cgroup. All of them carry the folder's own name, so that whoever finds the folder can remove the rest.
record EngineFolder(Path path) {
    /// On a disk, outside the source tree; short, because a UNIX socket's path has at most 107 bytes.
    static final Path ALL = Path.of(System.getenv().getOrDefault("PLIMSOLL_TEST_DIR", "/var/tmp/plimsoll-test"));

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// A new folder that says who owns it.
    static EngineFolder create() throws IOException {
        String name = "e" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        EngineFolder folder = new EngineFolder(ALL.resolve(name));
        Files.createDirectories(folder.path());
        Files.writeString(folder.owner(), ProcessIdentity.ofThisJvm().toString());
        Files.createDirectories(folder.programs());
        Files.writeString(folder.configuration(), "{}");
        return folder;
    }

    static List<EngineFolder> existing() throws IOException {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).map(EngineFolder::new).toList();
        }
    }

    /// Whether the JVM that made it is gone.
    boolean isOrphan() throws IOException {
        return !Files.exists(owner())
                || ProcessIdentity.parse(Files.readString(owner()))
                        .filter(ProcessIdentity::isAlive)
                        .isEmpty();
    }

    String name() {
        return path.getFileName().toString();
    }

    String networkNamespace() {
        return "plimsoll-" + name();
    }

    String cgroup() {
        return "plimsoll-test-" + name();
    }

    private Path owner() {
        return path.resolve("owner");
    }

    Path socket() {
        return path.resolve("docker.sock");
    }

    Path pidFile() {
        return path.resolve("docker.pid");
    }

    Path dataRoot() {
        return path.resolve("data");
    }

    Path execRoot() {
        return path.resolve("exec");
    }

    Path log() {
        return path.resolve("engine.log");
    }

    Path configuration() {
        return path.resolve("daemon.json");
    }

    /// First in the engine's PATH.
    Path programs() {
        return path.resolve("bin");
    }
}
