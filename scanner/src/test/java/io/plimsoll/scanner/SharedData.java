package io.plimsoll.scanner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The golden data that lies beside the repository in `../shared`, or where `PLIMSOLL_SHARED` says. A clone without it
/// passes, and says aloud what it did not test.
public final class SharedData {
    private SharedData() {}

    /// A folder of the data; without the data the test is skipped.
    public static Path folder(String name) {
        Path found = root().map(root -> root.resolve(name))
                .filter(Files::isDirectory)
                .orElse(null);
        if (found == null) {
            System.err.println("SKIPPED: no shared data '" + name + "' beside the repository; set PLIMSOLL_SHARED");
        }
        assumeTrue(found != null, "no shared data '" + name + "'");
        return found;
    }

    private static Optional<Path> root() {
        String named = System.getenv("PLIMSOLL_SHARED");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("golden"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }
}
