package io.plimsoll.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The source tree that the tests belong to.
public final class SourceTree {
    public static final Path ROOT = find(Path.of("").toAbsolutePath());
    public static final Path LAUNCHER = ROOT.resolve("plimsoll");

    private SourceTree() {}

    private static Path find(Path from) {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("plimsoll")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no source tree of Plimsoll above " + from);
    }

    /// The folder with the programs as they ship. Skips the test, aloud, where they are not built.
    public static Path requireBuilt() {
        Path distribution = ROOT.resolve("dist");
        boolean built = Files.exists(distribution.resolve("fingerprint"));
        if (!built) {
            System.err.println("SKIPPED: dist/ is missing; run './plimsoll build' first");
        }
        Assumptions.assumeTrue(built, "dist/ is missing; run './plimsoll build' first");
        return distribution;
    }
}
