package io.plimsoll.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// The command line with its scanner, installed in a folder as the build does it, from the class path of the tests.
public final class TestInstallation {
    private static final List<String> LIBRARIES =
            List.of("jackson-", "snakeyaml-engine-", "jspecify-", "zstd-jni-", "plimsoll-model-", "plimsoll-scanner-");

    private TestInstallation() {}

    /// Installs below this folder.
    ///
    /// @return the folder with the program `plimsoll`, for a `PATH`
    public static Path in(Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        Path lib = Files.createDirectories(folder.resolve("lib/scanner"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry), lib);
        }
        Path scanner = Files.createDirectories(folder.resolve("libexec")).resolve("plimsoll-scanner");
        executable(scanner, Files.readString(Path.of("../scanner/src/dist/plimsoll-scanner")));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        executable(bin.resolve("plimsoll"), """
                #!/bin/sh
                export XDG_CACHE_HOME='%s/cache'
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dplimsoll.home='%s' -cp '%s' io.plimsoll.cli.Main "$@"
                """.formatted(folder, java, folder, System.getProperty("java.class.path")));
        return bin;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void add(Path entry, Path lib) throws IOException {
        String name = String.valueOf(entry.getFileName());
        if (entry.endsWith("model/target/classes") || entry.endsWith("scanner/target/classes")) {
            jar(entry, lib.resolve(entry.getName(entry.getNameCount() - 3) + ".jar"));
        } else if (Files.isRegularFile(entry) && LIBRARIES.stream().anyMatch(name::startsWith)) {
            Files.copy(entry, lib.resolve(name));
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
}
