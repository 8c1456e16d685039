package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole product as a stranger starts it, `./plimsoll up`, on an engine of the test's own, and its command line.
final class Product implements AutoCloseable {
    private static final String PASSWORD = "correct horse 42 battery";

    private final TestEngine engine;
    private final Path data;
    private final int port;

    Product(TestEngine engine) {
        this.engine = engine;
        this.data = folder();
        this.port = freePort();
    }

    /// Short, because UNIX sockets lie below it, and open to the users that the programs run as.
    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "plimsoll-e2e-");
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Enforcers' port is the next one.
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 65_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    /// Starts it and logs the command line in.
    void up() {
        launcher("up", "--data", data.toString(), "--port", Integer.toString(port), "--detach")
                .environment("PLIMSOLL_ADMIN_PASSWORD", PASSWORD)
                .run()
                .outputOrFail();
        Path password = data.resolve("typed-password");
        write(password, PASSWORD + "\n");
        Command.of(
                        "sh",
                        "-c",
                        "exec \"$0\" login --server \"$1\" --ca \"$2\" --username admin --password-stdin < \"$3\"",
                        Tree.LAUNCHER.toString(),
                        "https://127.0.0.1:" + port,
                        data.resolve("center/ca.crt").toString(),
                        password.toString())
                .environment("PLIMSOLL_SESSION", session().toString())
                .run()
                .outputOrFail();
    }

    void down() {
        launcher("down", "--data", data.toString()).run().outputOrFail();
    }

    Command.Outcome rescue() {
        return launcher("rescue", "--data", data.toString()).run();
    }

    /// A command of the command line, logged in.
    Command.Outcome plimsoll(String... words) {
        return launcher(words).run();
    }

    private Command launcher(String... words) {
        return Command.of(Tree.LAUNCHER.toString())
                .with(words)
                .environment("DOCKER_HOST", "unix://" + engine.socket())
                .environment("PLIMSOLL_SESSION", session().toString());
    }

    private Path session() {
        return data.resolve("session.json");
    }

    /// The items of a list of the Command Center.
    List<JsonNode> list(String kind) {
        JsonNode items = JsonMapper.shared()
                .readTree(plimsoll("get", kind, "--format", "json").outputOrFail());
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /// Puts policies in force and waits until the host has them.
    void apply(String policies) {
        Path file = data.resolve("policies.yaml");
        write(file, policies);
        plimsoll("apply", "-f", file.toString()).outputOrFail();
        long version = list("policies").stream()
                .mapToLong(p -> p.path("version").asLong())
                .max()
                .orElseThrow();
        Wait.until(
                "the Enforcer has policy version " + version,
                () -> list("enforcers").stream()
                        .anyMatch(e -> e.path("snapshotVersion").asLong() >= version));
    }

    /// Waits until the Center knows what the Enforcer found in the image of this name.
    JsonNode scanned(String name) {
        Wait.until(
                name + " is scanned",
                () -> image(name).path("scanState").asString("").equals("scanned"));
        return image(name);
    }

    private JsonNode image(String name) {
        return list("images").stream()
                .filter(i -> i.path("names").toString().contains(name))
                .findFirst()
                .orElse(JsonMapper.shared().createObjectNode());
    }

    /// Ends a program as a crash would; the launcher is ended first, for it would start it again.
    void kill9(String... programs) {
        for (String program : programs) {
            Path file = data.resolve("run").resolve(program + ".pid");
            long pid = Long.parseLong(read(file).strip().split("\\s+")[0]);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            Wait.until(program + " is gone", () -> ProcessHandle.of(pid).isEmpty());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        launcher("down", "--data", data.toString()).run();
        rescue();
        Command.of("rm", "-rf", data.toString()).run();
    }
}
