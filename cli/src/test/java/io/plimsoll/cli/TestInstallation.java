package io.plimsoll.cli;

import io.plimsoll.testkit.TestDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The command line, installed in a folder as the build does it, from the class path of the tests; its scanner is that
/// of the [TestDistribution].
public final class TestInstallation {
    private TestInstallation() {}

    /// Installs below this folder.
    ///
    /// @return the folder with the program `plimsoll`, for a `PATH`
    public static Path in(Path folder) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve("plimsoll"), """
                #!/bin/sh
                export XDG_CACHE_HOME='%s/cache'
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dplimsoll.home='%s' -cp '%s' io.plimsoll.cli.Main "$@"
                """.formatted(
                folder, TestDistribution.java(), TestDistribution.home(), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }
}
