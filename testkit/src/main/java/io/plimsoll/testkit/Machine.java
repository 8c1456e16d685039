package io.plimsoll.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// What this machine lets tests do.
public final class Machine {
    private static final List<Path> ENGINE_PROGRAMS = List.of(
            Path.of("/usr/sbin/dockerd"),
            Path.of("/usr/bin/docker"),
            Path.of("/usr/bin/containerd"),
            Path.of("/usr/sbin/runc"));

    private Machine() {}

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// Skips the test, aloud, unless it can start a Docker Engine here.
    static void requireEngine() {
        skipUnless(isRoot(), "a Docker Engine of the test's own needs root");
        for (Path program : ENGINE_PROGRAMS) {
            skipUnless(
                    Files.isExecutable(program),
                    "a Docker Engine of the test's own needs " + program
                            + ": install docker.io and runc, or run './plimsoll test'");
        }
    }

    /// Skips the test, aloud, unless a program is installed.
    ///
    /// @param debianPackage that holds it
    static void require(Path program, String debianPackage) {
        skipUnless(
                Files.isExecutable(program),
                "there is no " + program + ": install " + debianPackage + ", or run './plimsoll test'");
    }

    private static void skipUnless(boolean holds, String reason) {
        if (!holds) {
            System.err.println("SKIPPED: " + reason);
        }
        Assumptions.assumeTrue(holds, reason);
    }
}
