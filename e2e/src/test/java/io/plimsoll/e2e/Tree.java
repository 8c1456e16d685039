package io.plimsoll.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The source tree that these tests belong to.
final class Tree {
    static final Path ROOT = find(Path.of("").toAbsolutePath());
    static final Path LAUNCHER = ROOT.resolve("plimsoll");

    private Tree() {}

    private static Path find(Path from) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("plimsoll")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no source tree of Plimsoll above " + from);
    }

    /// Skips the test, aloud, where the programs are not built.
    static void requireBuilt() {
        boolean built = Files.exists(ROOT.resolve("dist/fingerprint"));
        if (!built) {
            System.err.println("SKIPPED: dist/ is missing; run './plimsoll build' first");
        }
        Assumptions.assumeTrue(built, "dist/ is missing; run './plimsoll build' first");
    }
}
