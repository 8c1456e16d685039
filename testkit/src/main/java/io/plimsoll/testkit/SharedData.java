package io.plimsoll.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The golden data and real feeds that may lie beside the repository: where `PLIMSOLL_SHARED` says, else `../shared`.
/// They are large and not ours to pass on, so a clone without them skips such tests, aloud.
public final class SharedData {
    private SharedData() {}

    /// A file or folder of the data; without it the test is skipped.
    public static Path at(String path) {
        Optional<Path> found = root().map(root -> root.resolve(path)).filter(Files::exists);
        if (found.isEmpty()) {
            // The launcher lets a test be skipped for this reason alone, and knows it by the variable's name.
            String reason = "no shared data at " + path + " (looked where PLIMSOLL_SHARED says, and in ../shared)";
            System.err.println("SKIPPED: " + reason);
            return abort(reason);
        }
        return found.get();
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
