package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.Wait;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line program of somebody who is logged in at a host's Command Center.
final class CommandLine {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final GuardedHost host;
    private final Path session;

    private CommandLine(GuardedHost host) {
        this.host = host;
        this.session = host.engine().folder().resolve("session-" + COUNT.incrementAndGet() + ".json");
    }

    /// Logs the administrator in.
    static CommandLine ofAdministrator(GuardedHost host) {
        CommandLine line = new CommandLine(host);
        line.logIn("admin", GuardedHost.PASSWORD).outputOrFail();
        return line;
    }

    /// Somebody who is not logged in yet.
    static CommandLine ofStranger(GuardedHost host) {
        return new CommandLine(host);
    }

    Command.Outcome logIn(String name, String password) {
        Path typed = host.file("typed-password", password + "\n");
        String words = "exec \"$0\" login --server " + GuardedHost.CENTER + " --ca \"$1\" --username \"$2\""
                + " --password-stdin < \"$3\"";
        return host.engine()
                .inNetwork(shell().words(
                                Path.of("/bin/sh"),
                                "-c",
                                words,
                                Tree.LAUNCHER.toString(),
                                host.data().resolve("center/ca.crt").toString(),
                                name,
                                typed.toString()))
                .run();
    }

    private PlainShell shell() {
        return new PlainShell()
                .with("HOME", host.engine().folder().toString())
                .with("PLIMSOLL_SESSION", session.toString());
    }

    /// One of its commands, to its end.
    Command.Outcome run(String... words) {
        return host.inShell(shell(), words).run();
    }

    /// What the Command Center answers to a body in JSON that this person sends.
    JsonNode post(String path, String body) {
        String token =
                JsonMapper.shared().readTree(host.read(session)).path("token").asString();
        Path sent = host.file("sent.json", body);
        // The token comes from a file, so that no argument of a process shows it.
        Path headers = host.file("sent.headers", "Authorization: Bearer " + token + "\n");
        String words = "exec curl --silent --show-error --fail-with-body --cacert \"$0\" --header @\"$1\""
                + " --header 'Content-Type: application/json' --data-binary @\"$2\" \"$3\"";
        return JsonMapper.shared()
                .readTree(host.engine()
                        .inNetwork(shell().words(
                                        Path.of("/bin/sh"),
                                        "-c",
                                        words,
                                        host.data().resolve("center/ca.crt").toString(),
                                        headers.toString(),
                                        sent.toString(),
                                        GuardedHost.CENTER + "/api/v1" + path))
                        .run()
                        .outputOrFail());
    }

    /// The items of a list of the Command Center.
    List<JsonNode> list(String kind) {
        JsonNode items = JsonMapper.shared()
                .readTree(run("get", kind, "--format", "json").outputOrFail());
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /// The id of the one host, once its Enforcer has told the Center of it.
    String hostId() {
        Wait.until("the Center knows the host", () -> !list("hosts").isEmpty());
        return list("hosts").getFirst().path("id").asString();
    }

    /// Audit events of one type, the newest first.
    List<JsonNode> events(String type) {
        return list("audit-events").stream()
                .filter(e -> e.path("type").asString().equals(type))
                .toList();
    }

    /// Waits until there is an event of this type with this word somewhere in it.
    void awaitEvent(String type, String word) {
        Wait.until(
                "an event " + type + " with '" + word + "'",
                () -> events(type).stream().anyMatch(e -> e.toString().contains(word)));
    }

    /// Puts policies in force and waits until the host has them.
    void apply(String policies) {
        run("apply", "-f", host.file("policies.yaml", policies).toString()).outputOrFail();
        long version = list("policies").stream()
                .mapToLong(p -> p.path("version").asLong())
                .max()
                .orElseThrow();
        Wait.until(
                "the Enforcer has policy version " + version,
                () -> list("enforcers").stream()
                        .anyMatch(e -> e.path("snapshotVersion").asLong() >= version));
    }

    /// `plimsoll audit verify` with the checkpoints that this host's Enforcer keeps.
    Command.Outcome verify() {
        String kept =
                host.data().resolve("enforcer/checkpoints/checkpoints.ndjson").toString();
        return run("audit", "verify", "--key", signingKey(), "--checkpoints", kept);
    }

    /// The file with the public key that the Center signs with.
    String signingKey() {
        return host.data().resolve("center/signing.pub").toString();
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
                .filter(i -> i.path("names").toString().contains("\"" + name + (name.contains(":") ? "" : ":")))
                .findFirst()
                .orElse(JsonMapper.shared().createObjectNode());
    }
}
