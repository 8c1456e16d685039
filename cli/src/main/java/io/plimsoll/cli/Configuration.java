package io.plimsoll.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Where a person's settings for the command line lie.
public final class Configuration {
    private Configuration() {}

    /// `$XDG_CONFIG_HOME/plimsoll`, else `~/.config/plimsoll` (XDG Base Directory Specification).
    public static Path folder() {
        return under("XDG_CONFIG_HOME", ".config");
    }

    /// What outlives a run and can be made again at a price: `$XDG_STATE_HOME/plimsoll`, else
    /// `~/.local/state/plimsoll`.
    public static Path state() {
        return under("XDG_STATE_HOME", ".local/state");
    }

    /// What may be deleted at any time: `$XDG_CACHE_HOME/plimsoll`, else `~/.cache/plimsoll`.
    public static Path cache() {
        return under("XDG_CACHE_HOME", ".cache");
    }

    private static Path under(String variable, String usual) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(s -> !s.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), usual))
                .resolve("plimsoll");
    }
}
