package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A folder with a runc in it, and the installer at work on it.
final class Installation {
    /// Every command by which the installer changes something, so that it can be cut off before each.
    private static final List<String> CHANGING =
            List.of("cat", "cp", "chown", "chmod", "sync", "mv", "ln", "rm", "dpkg-divert");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    Installation(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        keepPackagesIn(directory.resolveSibling("admin"));
    }

    Path runc() {
        return directory.resolve("runc");
    }

    Path real() {
        return directory.resolve("runc.plimsoll-real");
    }

    Path conf() {
        return directory.resolve("runc.conf");
    }

    /// Keeps dpkg's books in a folder of the test's own; the machine's are not touched.
    private void keepPackagesIn(Path admin) throws Exception {
        for (String folder : List.of("info", "updates", "triggers", "alternatives", "parts")) {
            Files.createDirectories(admin.resolve(folder));
        }
        Files.writeString(admin.resolve("status"), "");
        Files.writeString(admin.resolve("available"), "");
        environment.put("DPKG_ADMINDIR", admin.toString());
    }

    /// A program that says it is runc of that version, and what it was called with.
    static void writeRunc(Path file, String version) throws Exception {
        Files.writeString(file, "#!/bin/sh\necho runc version %s\necho called with \"$@\"\n".formatted(version));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Run.Result install(String... more) throws Exception {
        return install(Programs.SHIM, more);
    }

    Run.Result install(Path shim, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "install",
                "--runc",
                runc().toString(),
                "--shim",
                shim.toString(),
                "--socket",
                "/nowhere/shim.sock",
                "--direction",
                "deny",
                "--timeout-ms",
                "1000"));
        options.addAll(Arrays.asList(more));
        return installer(options.toArray(String[]::new));
    }

    Run.Result restore() throws Exception {
        return installer("restore", "--runc", runc().toString());
    }

    Run.Result status() throws Exception {
        return installer("status", "--runc", runc().toString());
    }

    /// The word after `state=`.
    String state() throws Exception {
        return status().out().lines().findFirst().orElse("").replace("state=", "");
    }

    Run.Result installer(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Programs.INSTALLER.toString()));
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    Run.Result run(List<String> command) throws Exception {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return Run.of(builder);
    }

    /// Kills the installer before its n-th change. From now on it does not wait for the disk either.
    void cutOffBeforeChange(int n) throws Exception {
        Path wrappers = Files.createDirectories(directory.resolveSibling("wrappers"));
        for (String command : CHANGING) {
            Path wrapper = wrappers.resolve(command);
            Files.writeString(wrapper, """
                    #!/bin/sh
                    PATH=/usr/sbin:/usr/bin:/sbin:/bin
                    read -r n <"$CUT_OFF"
                    echo $((n - 1)) >"$CUT_OFF"
                    [ "$n" != 1 ] || { kill -KILL $PPID; exit 1; }
                    exec %s "$@"
                    """.formatted(command.equals("sync") ? "true" : command));
            assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        }
        Path counter = Files.writeString(directory.resolveSibling("cut-off"), n + "\n");
        environment.put("CUT_OFF", counter.toString());
        environment.put("PATH", wrappers + ":/usr/sbin:/usr/bin:/sbin:/bin");
    }

    void letItFinish() throws Exception {
        Files.writeString(directory.resolveSibling("cut-off"), "0\n");
    }

    /// The version of the runc that an engine finds, through the shim or not.
    String version() throws Exception {
        Run.Result result = run(List.of(runc().toString(), "--version"));
        assertThat(result.exit()).as("%s works: %s", runc(), result).isZero();
        return result.out().lines().findFirst().orElse("").replace("runc version ", "");
    }

    /// Names of all files there, sorted.
    List<String> files() throws Exception {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
