package io.plimsoll.cli.center;

import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What `plimsoll login` leaves for the other commands: which Center, which authority to trust, and the token of the
/// session, or an API token. The file can be read by its owner only.
///
/// @param server such as `https://center.example:8443`
/// @param authority certificate of the Center's authority in PEM; empty to trust the system's authorities
record SavedSession(String server, String authority, String token) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /// `$PLIMSOLL_SESSION`, else `$XDG_CONFIG_HOME/plimsoll/session.json`, else `~/.config/plimsoll/session.json`.
    static Path place() {
        return Optional.ofNullable(System.getenv("PLIMSOLL_SESSION"))
                .map(Path::of)
                .orElseGet(() -> Configuration.folder().resolve("session.json"));
    }

    /// That of the environment (`PLIMSOLL_TOKEN`, `PLIMSOLL_SERVER`, `PLIMSOLL_CA`) if it holds a token, else the saved
    /// one.
    static SavedSession load() {
        String token = System.getenv("PLIMSOLL_TOKEN");
        return token == null || token.isBlank() ? saved() : ofEnvironment(token.strip());
    }

    private static SavedSession ofEnvironment(String token) {
        String server = System.getenv("PLIMSOLL_SERVER");
        if (server == null) {
            throw new CommandFailure("PLIMSOLL_TOKEN is set and PLIMSOLL_SERVER is not: set it to the address of the"
                    + " Command Center, such as https://center.example:8443");
        }
        String authority = System.getenv("PLIMSOLL_CA");
        return new SavedSession(
                Center.address(server),
                authority == null ? "" : Center.authority(Path.of(authority), "PLIMSOLL_CA"),
                requireApiToken(token, "PLIMSOLL_TOKEN"));
    }

    /// Refuses what is no API token, without showing it: it may be a secret of something else.
    static String requireApiToken(String token, String from) {
        if (!isApiToken(token)) {
            throw new CommandFailure(from + " holds no API token (plim_ and 64 letters, digits, '-' or '_');"
                    + " make one in the console under 'My account'");
        }
        return token;
    }

    private static boolean isApiToken(String token) {
        return token.matches("plim_[A-Za-z0-9_-]{64}");
    }

    SavedSession with(String other) {
        return new SavedSession(server, authority, other);
    }

    boolean holdsApiToken() {
        return isApiToken(token);
    }

    private static SavedSession saved() {
        Path file = place();
        try {
            return JSON.readValue(Files.readString(file), SavedSession.class);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CommandFailure("not logged in: there is no " + file
                    + "; log in with 'plimsoll login --server URL --ca FILE --username NAME'");
        } catch (IOException | JacksonException e) {
            throw new CommandFailure(
                    "cannot read the session in " + file + ": " + AtomicFile.reason(e)
                            + "; log in again with 'plimsoll login'",
                    e);
        }
    }

    void save() {
        Path file = place();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new CommandFailure("cannot make the folder of " + file + ": " + AtomicFile.reason(e), e);
        }
        AtomicFile.write(file, JSON.writeValueAsString(this), "rw-------");
    }

    @Override
    public String toString() {
        return "a session at " + server;
    }

    static void forget() {
        try {
            Files.deleteIfExists(place());
        } catch (IOException e) {
            throw new CommandFailure("cannot remove " + place() + ": " + AtomicFile.reason(e), e);
        }
    }
}
