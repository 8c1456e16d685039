package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.StandardInput;
import io.plimsoll.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "login", description = "Log in to a Command Center and remember the session.")
public final class LoginCommand implements Callable<Integer> {
    private static final int LARGEST_TOKEN_FILE = 4096;

    @Option(names = "--server", required = true, description = "its address, such as https://127.0.0.1:8443")
    private String server = "";

    @Option(names = "--ca", paramLabel = "FILE", description = "the Center's authority (ca.crt in its data folder)")
    private @Nullable Path authority;

    @Option(names = "--username", defaultValue = "admin", description = "default: admin")
    private String username = "";

    @Option(
            names = "--password-stdin",
            description = "read the password from standard input, and the code of a second factor from its second line")
    private boolean fromStandardInput;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "log in with the API token in this file ('-' for standard input) and without a password")
    private @Nullable Path tokenFile;

    @Override
    public Integer call() {
        SavedSession session = new SavedSession(
                Center.address(server), authority == null ? "" : Center.authority(authority, "--ca"), "");
        if (tokenFile == null) {
            withPassword(session);
        } else {
            withToken(session, token(tokenFile));
        }
        return 0;
    }

    private void withPassword(SavedSession session) {
        try (Center center = new Center(session)) {
            JsonNode answer = open(center, password());
            session.with(answer.path("token").asString()).save();
            System.out.println("Logged in to " + server + " as " + username + ".");
            if (answer.path("user").path("passwordChangeDue").asBoolean(false)) {
                System.out.println("The first password is to be changed: 'plimsoll password'.");
            }
        }
    }

    private JsonNode open(Center center, String password) {
        try {
            return center.post("/sessions", Map.of("username", username, "password", password));
        } catch (CenterRefusal refusal) {
            if (!refusal.code().equals("second-factor-needed")) {
                throw refusal;
            }
            return center.post("/sessions", Map.of("username", username, "password", password, "code", code()));
        }
    }

    private void withToken(SavedSession session, String token) {
        SavedSession known = session.with(SavedSession.requireApiToken(token, "--token-file"));
        try (Center center = new Center(known)) {
            var answer = center.get("/sessions/current");
            known.save();
            System.out.println("Logged in to " + server + " with an API token of "
                    + Terminal.clean(answer.path("user").path("name").asString("")) + ", until "
                    + Terminal.clean(answer.path("expiresAt").asString("")) + ".");
        }
    }

    private static String token(Path file) {
        if (file.toString().equals("-")) {
            return StandardInput.line("--token-file -").strip();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST_TOKEN_FILE), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new CommandFailure("cannot read --token-file " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    private String code() {
        return fromStandardInput
                ? StandardInput.next("--password-stdin")
                        .orElseThrow(() -> new CommandFailure(
                                "the account has a second factor: write its code as a second line to standard input"))
                : Passwords.ask("Code of your authenticator app, or a recovery code: ");
    }

    private String password() {
        return fromStandardInput
                ? StandardInput.line("--password-stdin")
                : Passwords.ask("Password of " + username + ": ");
    }
}
