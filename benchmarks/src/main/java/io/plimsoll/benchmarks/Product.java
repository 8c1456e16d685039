package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole product on a test engine, run by its launcher.
final class Product implements AutoCloseable {
    private static final String PASSWORD = "correct horse 42 battery";

    private final TestEngine engine;
    private final Path data;
    private final int port;

    Product(TestEngine engine) throws IOException {
        this.engine = engine;
        // Short, because UNIX sockets lie below it, and open to the users that the programs run as.
        this.data = Files.setPosixFilePermissions(
                Files.createTempDirectory(Path.of("/var/tmp"), "plimsoll-bench-"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        this.port = freePort();
    }

    /// The Enforcers' port is the next one.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), 65_000);
        }
    }

    Path data() {
        return data;
    }

    int port() {
        return port;
    }

    void up() {
        launcher("up", "--data", data.toString(), "--port", Integer.toString(port), "--detach")
                .run()
                .outputOrFail();
    }

    void down() {
        launcher("down", "--data", data.toString()).run().outputOrFail();
    }

    void logIn() throws IOException {
        Path password = Files.writeString(data.resolve("typed-password"), PASSWORD + "\n");
        Command.of(
                        "sh",
                        "-c",
                        "exec \"$0\" login --server \"$1\" --ca \"$2\" --username admin --password-stdin < \"$3\"")
                .with(Tree.LAUNCHER.toString(), "https://127.0.0.1:" + port)
                .with(data.resolve("center/ca.crt").toString(), password.toString())
                .environment("PLIMSOLL_SESSION", session())
                .run()
                .outputOrFail();
    }

    /// Puts policies in force and waits until the host has them.
    void apply(String policies) throws IOException {
        Path file = Files.writeString(data.resolve("policies.yaml"), policies);
        launcher("apply", "-f", file.toString()).run().outputOrFail();
        long version = list("policies")
                .valueStream()
                .mapToLong(policy -> policy.path("version").asLong())
                .max()
                .orElseThrow();
        Wait.until(
                "the Enforcer has policy version " + version,
                () -> list("enforcers")
                        .valueStream()
                        .anyMatch(enforcer -> enforcer.path("snapshotVersion").asLong() >= version));
    }

    /// Waits until the Center knows what the Enforcer found in the image of this name.
    void awaitScanOf(String image) {
        Wait.until(
                image + " is scanned",
                () -> list("images")
                        .valueStream()
                        .filter(one -> one.path("names").toString().contains(image))
                        .anyMatch(one -> one.path("scanState").asString("").equals("scanned")));
    }

    private JsonNode list(String kind) {
        return JsonMapper.shared()
                .readTree(launcher("get", kind, "--format", "json").run().outputOrFail());
    }

    private Command launcher(String... words) {
        return Command.of(Tree.LAUNCHER.toString())
                .with(words)
                .within(Duration.ofMinutes(4))
                .environment("DOCKER_HOST", "unix://" + engine.socket())
                .environment("PLIMSOLL_ADMIN_PASSWORD", PASSWORD)
                .environment("PLIMSOLL_SESSION", session());
    }

    private String session() {
        return data.resolve("session.json").toString();
    }

    @Override
    public void close() {
        launcher("down", "--data", data.toString()).run();
        launcher("rescue", "--data", data.toString()).run();
        Command.of("rm", "-rf", data.toString()).run();
    }
}
