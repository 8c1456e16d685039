package io.plimsoll.enforcer.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A host in small: the shim in the place of a recording runc, its configuration, a bundle, a log, and room for an
/// Enforcer's socket.
final class Stage {
    static final String ID = "0123456789abcdef";
    static final String CONFIG = "{\"ociVersion\":\"1.0.2\"}";

    private final Path root;

    Stage(Path root) throws IOException {
        this.root = root;
        Files.createDirectory(
                enforcerDirectory(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(bundle());
        Files.writeString(bundle().resolve("config.json"), CONFIG);
        Files.copy(Programs.SHIM, shim());
        Files.copy(Programs.RECORDING_RUNC, realRunc());
        configure("deny", 5000);
    }

    Path shim() {
        return root.resolve("runc");
    }

    Path realRunc() {
        return root.resolve("runc.plimsoll-real");
    }

    Path conf() {
        return root.resolve("runc.conf");
    }

    Path bundle() {
        return root.resolve("bundle");
    }

    Path config() {
        return bundle().resolve("config.json");
    }

    Path log() {
        return root.resolve("log.json");
    }

    Path enforcerDirectory() {
        return root.resolve("enforcer");
    }

    Path socket() {
        return enforcerDirectory().resolve("shim.sock");
    }

    Path pidFile() {
        return root.resolve("init.pid");
    }

    Path ungovernedStarts() {
        return enforcerDirectory().resolve("ungoverned-starts");
    }

    Recording recording() throws IOException {
        return Recording.in(root.resolve("recording"));
    }

    void configure(String direction, int timeoutMillis) throws IOException {
        Files.writeString(conf(), """
                # as plimsoll-shim writes it
                real=%s
                socket=%s
                direction=%s
                timeout-ms=%d
                """.formatted(realRunc(), socket(), direction, timeoutMillis));
        Files.setPosixFilePermissions(conf(), PosixFilePermissions.fromString("rw-r--r--"));
    }

    ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(shim().toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("RECORDING", root.resolve("recording").toString());
        return builder;
    }

    Run.Result run(String... arguments) throws IOException, InterruptedException {
        return Run.of(command(arguments));
    }

    /// The way containerd calls `create`.
    String[] create() {
        return new String[] {
            "--root",
            "/run/test",
            "--log",
            log().toString(),
            "--log-format",
            "json",
            "create",
            "--bundle",
            bundle().toString(),
            "--pid-file",
            pidFile().toString(),
            ID
        };
    }

    Run.Result runCreate() throws IOException, InterruptedException {
        return run(create());
    }

    /// A shell's view of the shim, for what Java cannot pass: descriptors, masks, ignored signals.
    Run.Result shell(String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("/bin/sh", "-c", script).directory(root.toFile());
        builder.environment().put("RECORDING", root.resolve("recording").toString());
        return Run.of(builder);
    }
}
