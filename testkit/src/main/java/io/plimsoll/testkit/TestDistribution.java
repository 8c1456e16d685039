package io.plimsoll.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// A distribution as the build makes it, as far as the scanner needs one: its scripts, and its jars from the class path
/// of the tests. Made once for each process of a test run, below `target`.
public final class TestDistribution {
    private static final List<String> LIBRARIES =
            List.of("jackson-", "snakeyaml-engine-", "zstd-jni-", "jspecify-", "plimsoll-model", "plimsoll-scanner");
    private static final Path HOME = make();

    private TestDistribution() {}

    public static Path home() {
        return HOME;
    }

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin/java");
    }

    private static Path make() {
        try {
            Path home = Path.of("target", System.getProperty("plimsoll.test-distribution", "test-distribution"))
                    .toAbsolutePath();
            Path lib = Files.createDirectories(home.resolve("lib/scanner"));
            Path programs = Files.createDirectories(home.resolve("libexec"));
            for (String name : List.of("plimsoll-scanner", "plimsoll-registry")) {
                Path script = programs.resolve(name);
                Files.copy(Path.of("../scanner/src/dist", name), script, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                add(Path.of(entry), lib);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a distribution to test", e);
        }
    }

    private static void add(Path entry, Path lib) throws IOException {
        String name = String.valueOf(entry.getFileName());
        if (Files.isDirectory(entry)) {
            for (String module : List.of("model", "scanner")) {
                if (entry.endsWith(Path.of(module, "target", "classes"))) {
                    jar(entry, lib.resolve(module + ".jar"));
                }
            }
        } else if (LIBRARIES.stream().anyMatch(name::startsWith)) {
            Files.copy(entry, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            if (name.startsWith("zstd-jni-")) {
                copyNative(entry, lib.resolve("libzstd-jni.so"));
            }
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }

    private static void copyNative(Path jar, Path library) throws IOException {
        try (JarFile zstd = new JarFile(jar.toFile())) {
            JarEntry entry = zstd.stream()
                    .filter(one -> one.getName().startsWith("linux/" + System.getProperty("os.arch") + "/libzstd-jni"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream in = zstd.getInputStream(entry)) {
                Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
