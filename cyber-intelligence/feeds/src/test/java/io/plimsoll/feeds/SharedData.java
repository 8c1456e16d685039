package io.plimsoll.feeds;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The golden data beside the repository (`PLIMSOLL_SHARED`, else `../shared`). A clone without it skips, aloud.
public final class SharedData {
    private SharedData() {}

    public static Path at(String path) {
        Path found =
                root().map(root -> root.resolve(path)).filter(Files::exists).orElse(null);
        if (found == null) {
            System.err.println(
                    "SKIPPED: the shared data has no " + path + " (looked at PLIMSOLL_SHARED and ../shared)");
            return abort("no shared data at " + path);
        }
        return found;
    }

    private static Optional<Path> root() {
        String named = System.getenv("PLIMSOLL_SHARED");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared");
            if (Files.isDirectory(candidate.resolve("golden"))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
