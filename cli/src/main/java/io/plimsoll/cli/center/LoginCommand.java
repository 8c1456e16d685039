package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.StandardInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "login", description = "Log in to a Command Center and remember the session.")
public final class LoginCommand implements Callable<Integer> {
    @Option(names = "--server", required = true, description = "its address, such as https://127.0.0.1:8443")
    private String server = "";

    @Option(names = "--ca", paramLabel = "FILE", description = "the Center's authority (ca.crt in its data folder)")
    private @Nullable Path authority;

    @Option(names = "--username", defaultValue = "admin", description = "default: admin")
    private String username = "";

    @Option(names = "--password-stdin", description = "read the password from standard input")
    private boolean fromStandardInput;

    @Override
    public Integer call() throws IOException {
        if (!server.matches("https://[^/?#@\\s]+")) {
            throw new CommandFailure("'" + server + "' is not an address such as https://127.0.0.1:8443");
        }
        SavedSession session = new SavedSession(server, authority == null ? "" : read(authority), "");
        try (Center center = new Center(session)) {
            var answer = center.post("/sessions", Map.of("username", username, "password", password()));
            new SavedSession(server, session.authority(), answer.path("token").asString()).save();
            System.out.println("Logged in to " + server + " as " + username + ".");
            if (answer.path("user").path("passwordChangeDue").asBoolean(false)) {
                System.out.println("The one-time password is to be changed: 'plimsoll password'.");
            }
        }
        return 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new CommandFailure("cannot read --ca " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    private String password() {
        return fromStandardInput
                ? StandardInput.line("--password-stdin")
                : Passwords.ask("Password of " + username + ": ");
    }
}
