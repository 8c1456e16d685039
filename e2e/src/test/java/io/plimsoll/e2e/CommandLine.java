package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SourceTree;
import io.plimsoll.testkit.Wait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
        line.logInAsAdministrator();
        return line;
    }

    /// Somebody who is not logged in yet.
    static CommandLine ofStranger(GuardedHost host) {
        return new CommandLine(host);
    }

    void logInAsAdministrator() {
        logIn("admin", GuardedHost.PASSWORD).outputOrFail();
    }

    Command.Outcome logIn(String name, String password) {
        String authority = host.data().resolve("center/ca.crt").toString();
        return typing(
                password + "\n",
                "login",
                "--server",
                GuardedHost.CENTER,
                "--ca",
                authority,
                "--username",
                name,
                "--password-stdin");
    }

    /// One of its commands, to its end, with this on its standard input.
    Command.Outcome typing(String input, String... words) {
        String typed = host.file("typed", input).toString();
        List<String> all =
                new ArrayList<>(List.of("-c", "exec \"$@\" < \"$0\"", typed, SourceTree.LAUNCHER.toString()));
        all.addAll(List.of(words));
        return host.engine()
                .inNetwork(shell().words(Path.of("/bin/sh"), all.toArray(String[]::new)))
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
        Path sent = host.file("sent.json", body);
        return curl(path, "--header", "Content-Type: application/json", "--data-binary", "@" + sent);
    }

    private JsonNode curl(String path, String... options) {
        String token =
                JsonMapper.shared().readTree(host.read(session)).path("token").asString();
        // The token comes from a file, so that no argument of a process shows it.
        Path headers = host.file("sent.headers", "Authorization: Bearer " + token + "\n");
        List<String> words = new ArrayList<>(List.of("--silent", "--show-error", "--fail-with-body", "--cacert"));
        words.add(host.data().resolve("center/ca.crt").toString());
        words.addAll(List.of("--header", "@" + headers));
        words.addAll(List.of(options));
        words.add(GuardedHost.CENTER + "/api/v1" + path);
        return JsonMapper.shared()
                .readTree(host.engine()
                        .inNetwork(shell().words(Path.of("/usr/bin/curl"), words.toArray(String[]::new)))
                        .run()
                        .outputOrFail());
    }

    /// The items of a list of the Command Center.
    List<JsonNode> list(String kind) {
        return items(JsonMapper.shared()
                        .readTree(run("get", kind, "--format", "json").outputOrFail()))
                .toList();
    }

    /// The first page of a list, as the Command Center gives it: for whoever waits and asks again and again, as each
    /// call
    /// of the command line is a program that starts.
    Stream<JsonNode> page(String kind) {
        return items(curl("/" + kind + "?limit=200").path("items"));
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /// The id of the one host, once its Enforcer has told the Center of it.
    String hostId() {
        Wait.until("the Center knows the host", () -> page("hosts").findAny().isPresent());
        return list("hosts").getFirst().path("id").asString();
    }

    /// Audit events of one type, the newest first.
    List<JsonNode> events(String type) {
        return list("audit-events").stream().filter(isOf(type)).toList();
    }

    private static Predicate<JsonNode> isOf(String type) {
        return event -> event.path("type").asString().equals(type);
    }

    /// Waits until there is an event of this type with this word somewhere in it.
    void awaitEvent(String type, String word) {
        Wait.until(
                "an event " + type + " with '" + word + "'",
                () -> page("audit-events")
                        .filter(isOf(type))
                        .anyMatch(e -> e.toString().contains(word)));
    }

    /// Puts policies in force and waits until the host has them.
    void apply(String policies) {
        run("apply", "-f", host.file("policies.yaml", policies).toString()).outputOrFail();
        long version = page("policies")
                .mapToLong(p -> p.path("version").asLong())
                .max()
                .orElseThrow();
        Wait.until(
                "the Enforcer has policy version " + version,
                () -> page("enforcers").anyMatch(e -> e.path("snapshotVersion").asLong() >= version));
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
        return page("images")
                .filter(i -> i.path("names").toString().contains("\"" + name + (name.contains(":") ? "" : ":")))
                .findFirst()
                .orElse(JsonMapper.shared().createObjectNode());
    }
}
