package io.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is made or fetched once on this machine, outside the tree: `~/.cache/plimsoll/benchmarks`.
final class Cache {
    private Cache() {}

    static Path folder() throws IOException {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return Files.createDirectories(home.resolve("plimsoll/benchmarks"));
    }
}
