package io.plimsoll.scanner.quality;

import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Programs and libraries of this machine without the package that brought them, held against the version that they
/// tell when they run; and programs of which none is known, as far as they are here.
final class Programs {
    private static final String PYTHON = "/usr/bin/python3";

    /// @param name as we call it
    /// @param file the program or library itself
    /// @param asking a command that tells the version
    private record Known(String name, List<String> file, List<String> asking, String answer) {}

    private static final List<Known> KNOWN = List.of(
            new Known("busybox", List.of("/bin/busybox"), List.of("busybox"), "BusyBox v([0-9.]+)"),
            new Known("openssl", List.of("/usr/bin/openssl"), List.of("openssl", "version"), "^OpenSSL ([0-9a-z.-]+) "),
            new Known("curl", List.of("/usr/bin/curl"), List.of("/usr/bin/curl", "--version"), "^curl ([0-9.]+)"),
            new Known("perl", List.of("/usr/bin/perl"), List.of("/usr/bin/perl", "-e", "print $^V"), "v([0-9.]+)"),
            new Known(
                    "bash",
                    List.of("/bin/bash"),
                    List.of("/bin/bash", "--version"),
                    "version ([0-9]+(?:\\.[0-9]+){2})"),
            new Known("python", List.of(PYTHON), List.of(PYTHON, "--version"), "Python ([0-9a-z.]+)"),
            new Known(
                    "zlib",
                    libraries("libz.so.1"),
                    List.of(PYTHON, "-c", "import zlib; print(zlib.ZLIB_RUNTIME_VERSION)"),
                    "([0-9.]+)"),
            new Known(
                    "expat",
                    libraries("libexpat.so.1"),
                    List.of(PYTHON, "-c", "import pyexpat; print(pyexpat.EXPAT_VERSION)"),
                    "expat_([0-9.]+)"),
            new Known(
                    "openssl",
                    libraries("libcrypto.so.3"),
                    List.of(PYTHON, "-c", "import ssl; print(ssl.OPENSSL_VERSION)"),
                    "OpenSSL ([0-9a-z.-]+) "));

    /// They hold version texts of others, or their own, which nobody publishes advisories by.
    private static final List<String> OTHERS =
            List.of("/usr/bin/git", "/usr/bin/ssh", "/usr/bin/sqlite3", "/usr/bin/tar", "/usr/bin/gdb", "/usr/bin/sed");

    private Programs() {}

    static List<Reading> all() throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Known known : KNOWN) {
            Optional<Path> file = here(known.file());
            if (file.isPresent()) {
                readings.add(reading(file.get(), Set.of(Lines.of(known.name(), version(known)))));
            }
        }
        for (String other : OTHERS) {
            Optional<Path> file = here(List.of(other));
            if (file.isPresent()) {
                readings.add(reading(file.get(), Set.of()));
            }
        }
        return readings;
    }

    private static Reading reading(Path file, Set<String> expected) throws IOException {
        String name = String.valueOf(file.getFileName());
        var inventory = Scans.rootfs(new TarBytes()
                .file("opt/app/" + name, 0755, Files.readAllBytes(file))
                .end());
        List<String> found = inventory.packages().stream()
                .map((SoftwarePackage one) -> Lines.of(one))
                .toList();
        return new Reading("generic", "programs here", name, found, expected, true, inventory.gaps());
    }

    private static String version(Known known) {
        String said = Command.of(known.asking()).run().outputOrFail();
        Matcher version = Pattern.compile(known.answer(), Pattern.MULTILINE).matcher(said);
        if (!version.find()) {
            throw new IllegalStateException(known.asking() + " names no version: " + said);
        }
        return version.group(1);
    }

    private static Optional<Path> here(List<String> places) throws IOException {
        for (String place : places) {
            if (Files.isReadable(Path.of(place))) {
                return Optional.of(Path.of(place).toRealPath());
            }
        }
        System.err.println("SKIPPED: there is no " + places.getFirst() + " here to tell the version of");
        return Optional.empty();
    }

    private static List<String> libraries(String name) {
        return List.of("x86_64-linux-gnu", "aarch64-linux-gnu", "../lib64").stream()
                .map(folder -> "/usr/lib/" + folder + "/" + name)
                .toList();
    }
}
