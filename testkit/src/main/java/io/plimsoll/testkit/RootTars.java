package io.plimsoll.testkit;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Root file systems by recipe, kept in the user's cache under the recipe's own digest: a changed recipe is made anew.
///
/// A recipe is a shell script beside this class. It fills the folder `$1`; a line `# base: NAME` says that the folder
/// holds that recipe's files already; a line `NOTE: ...` on its standard error reaches the person who runs the tests.
final class RootTars {
    private static final Duration MOST = Duration.ofMinutes(15);
    private static final Pattern BASE = Pattern.compile("^# base: ([a-z-]+)$", Pattern.MULTILINE);

    private RootTars() {}

    static Path get(String recipe) {
        try {
            Path directory = Files.createDirectories(cache());
            Path tar = directory.resolve(recipe + "-" + fingerprint(recipe) + ".tar");
            if (!Files.exists(tar)) {
                make(recipe, tar);
            }
            return tar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the root of test image '" + recipe + "'", e);
        }
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return home.resolve("plimsoll/testimages");
    }

    private static void make(String recipe, Path tar) throws IOException {
        Path lockFile = tar.resolveSibling(recipe + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(tar)) {
                Path workspace = Files.createTempDirectory(
                        Files.createDirectories(EngineFolder.ALL.getParent()), "plimsoll-root");
                try {
                    fillAndPack(recipe, workspace, tar);
                } finally {
                    Command.of("rm", "-rf", "--one-file-system", workspace.toString())
                            .run();
                }
            }
        }
    }

    private static void fillAndPack(String recipe, Path workspace, Path tar) throws IOException {
        System.err.println("making the root of test image '" + recipe + "', once on this machine");
        Path root = Files.createDirectory(workspace.resolve("root"));
        Matcher base = BASE.matcher(script(recipe));
        if (base.find()) {
            Command.of("tar", "-xpf", get(base.group(1)).toString(), "-C", root.toString())
                    .run()
                    .outputOrFail();
        }
        Path script = Files.writeString(workspace.resolve(recipe + ".sh"), script(recipe));
        Command.Outcome outcome = Command.of("bash", "-eu", script.toString(), root.toString())
                .environment("JAVA_HOME", System.getProperty("java.home"))
                .in(workspace)
                .within(MOST)
                .run();
        outcome.outputOrFail();
        outcome.errors().lines().filter(l -> l.startsWith("NOTE: ")).forEach(System.err::println);
        pack(root, tar);
    }

    /// Packs under another name first: a tar that exists is whole.
    private static void pack(Path root, Path tar) throws IOException {
        Path unfinished = tar.resolveSibling(tar.getFileName() + ".unfinished");
        Command.of("tar", "--sort=name", "--numeric-owner", "--one-file-system", "-cpf", unfinished.toString())
                .with("--exclude=./dev/*", "--exclude=./proc/*", "--exclude=./sys/*", "-C", root.toString(), ".")
                .run()
                .outputOrFail();
        Files.move(unfinished, tar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String fingerprint(String recipe) throws IOException {
        String script = script(recipe);
        Matcher base = BASE.matcher(script);
        String all = base.find() ? script + fingerprint(base.group(1)) : script;
        return Digest.of(all.getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    private static String script(String recipe) throws IOException {
        try (InputStream script = RootTars.class.getResourceAsStream(recipe + ".sh")) {
            if (script == null) {
                throw new IllegalArgumentException("there is no recipe '" + recipe + "'");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
