package io.plimsoll.center.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The running server process of a cluster. The caller holds the lock of the database folder, so an already running
/// server can only be one whose supervisor was killed: it is stopped, never doubled.
public final class Postmaster {
    private static final long MOST_LOG_BYTES = 10 * 1024 * 1024;

    private final PostgresBinaries binaries;
    private final PostgresCluster cluster;
    private final Path log;
    private final Process process;

    private Postmaster(PostgresBinaries binaries, PostgresCluster cluster, Path log, Process process) {
        this.binaries = binaries;
        this.cluster = cluster;
        this.log = log;
        this.process = process;
    }

    /// Starts the server; it may not accept connections yet when this returns.
    public static Postmaster start(PostgresBinaries binaries, PostgresCluster cluster, Path socketFolder, Path log) {
        stopOrphan(binaries, cluster);
        try {
            if (Files.exists(log) && Files.size(log) > MOST_LOG_BYTES) {
                Files.delete(log);
            }
            ProcessBuilder builder = new ProcessBuilder(command(binaries, cluster, socketFolder))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("LC_ALL", "C");
            return new Postmaster(binaries, cluster, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(PostgresBinaries binaries, PostgresCluster cluster, Path socketFolder) {
        return List.of(
                binaries.program("postgres"),
                "-D",
                cluster.folder().toString(),
                "-c",
                "listen_addresses=",
                "-c",
                "unix_socket_directories=" + socketFolder,
                "-c",
                "unix_socket_permissions=0777",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=60",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "max_wal_size=1GB",
                "-c",
                "checkpoint_timeout=10min",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
                "-c",
                "log_min_messages=warning",
                "-c",
                "jit=off");
    }

    private static void stopOrphan(PostgresBinaries binaries, PostgresCluster cluster) {
        Path pidFile = cluster.folder().resolve("postmaster.pid");
        Optional<ProcessHandle> orphan = orphan(pidFile, cluster);
        if (orphan.isPresent()) {
            stop(binaries, cluster, "fast");
        } else {
            deleteStale(pidFile);
        }
    }

    /// The server of this cluster that the pid file names. The number alone proves nothing: it may be another program's
    /// by now.
    private static Optional<ProcessHandle> orphan(Path pidFile, PostgresCluster cluster) {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(handle -> handle.info()
                            .arguments()
                            .map(arguments ->
                                    List.of(arguments).contains(cluster.folder().toString()))
                            .orElse(false));
        } catch (IOException | NumberFormatException e) {
            throw new DatabaseFailure("the file " + pidFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void deleteStale(Path pidFile) {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("the stale file " + pidFile + " cannot be deleted", e);
        }
    }

    private static void stop(PostgresBinaries binaries, PostgresCluster cluster, String mode) {
        Command.run(
                List.of(
                        binaries.program("pg_ctl"),
                        "stop",
                        "--pgdata=" + cluster.folder(),
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=60",
                        "--silent"),
                "PostgreSQL does not stop");
    }

    /// Stops the server: no more connections, open transactions end, everything is on disk.
    public void stop() {
        if (process.isAlive()) {
            stop(binaries, cluster, "fast");
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until the server ends by itself.
    public int waitForEnd() throws InterruptedException {
        return process.waitFor();
    }

    /// The end of what the server wrote, for the message that says it ended.
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
