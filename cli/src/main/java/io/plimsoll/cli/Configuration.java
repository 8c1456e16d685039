package io.plimsoll.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Where a person's settings for the command line lie.
public final class Configuration {
    private Configuration() {}

    /// `$XDG_CONFIG_HOME/plimsoll`, else `~/.config/plimsoll` (XDG Base Directory Specification).
    public static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(s -> !s.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".config"))
                .resolve("plimsoll");
    }
}
