package io.plimsoll.enforcer;

import io.plimsoll.enforcer.identity.EnrolmentString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command line.
///
/// @param data folder for everything that must outlive a reboot
/// @param engine socket of the container engine
/// @param enrolment string, if one was given and is there
/// @param runc what the engine runs as its runtime; absent: find out
/// @param runFolder for sockets; its content may go with a reboot
/// @param scanner the program `plimsoll-scanner`
/// @param shim the program `plimsoll-runc`
/// @param shimInstaller the program `plimsoll-shim`
record Options(
        Path data,
        Path engine,
        Optional<EnrolmentString> enrolment,
        Optional<Path> runc,
        Path runFolder,
        Path scanner,
        Path shim,
        Path shimInstaller) {
    static final String USAGE = """
            plimsoll-enforcer --data DIR [--engine unix:///var/run/docker.sock] [--enrol-file FILE | --enrol STRING]
                              [--runc PATH] [--run-dir DIR] [--scanner FILE] [--shim FILE] [--shim-installer FILE]""";

    private static final Set<String> NAMES = Set.of(
            "--data",
            "--engine",
            "--enrol-file",
            "--enrol",
            "--runc",
            "--run-dir",
            "--scanner",
            "--shim",
            "--shim-installer");

    /// Longest path of a UNIX socket (unix(7)), without the name of ours.
    private static final int LONGEST_RUN_FOLDER = 107 - "/enforcer.sock".length();

    /// Reads the command line.
    ///
    /// @param home folder with `libexec`, for programs that are not named
    /// @throws OptionMistakes naming every mistake
    static Options parse(List<String> words, Path home) {
        List<String> mistakes = new ArrayList<>();
        Map<String, String> values = values(words, mistakes);
        if (!values.containsKey("--data")) {
            mistakes.add("--data DIR is missing: where keys, policies and events are kept");
        }
        Path libexec = home.resolve("libexec");
        Options options = new Options(
                path(values, "--data", Path.of("/")),
                socket(values.getOrDefault("--engine", "unix:///var/run/docker.sock"), mistakes),
                enrolment(values, mistakes),
                Optional.ofNullable(values.get("--runc")).map(Options::absolute),
                path(values, "--run-dir", Path.of("/run/plimsoll")),
                path(values, "--scanner", libexec.resolve("plimsoll-scanner")),
                path(values, "--shim", libexec.resolve("plimsoll-runc")),
                path(values, "--shim-installer", libexec.resolve("plimsoll-shim")));
        options.check(mistakes);
        if (!mistakes.isEmpty()) {
            throw new OptionMistakes(mistakes);
        }
        return options;
    }

    private static Map<String, String> values(List<String> words, List<String> mistakes) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!NAMES.contains(word)) {
                mistakes.add("'" + word + "' is not understood");
            } else if (i + 1 == words.size()) {
                mistakes.add(word + " needs a value");
            } else if (values.put(word, words.get(++i)) != null) {
                mistakes.add(word + " is there twice");
            }
        }
        return values;
    }

    private static Path socket(String address, List<String> mistakes) {
        if (!address.startsWith("unix:///")) {
            mistakes.add(
                    "--engine is a socket of this host such as unix:///var/run/docker.sock, not '" + address + "'");
        }
        return absolute(address.replaceFirst("^unix://", ""));
    }

    private static Optional<EnrolmentString> enrolment(Map<String, String> values, List<String> mistakes) {
        String file = values.get("--enrol-file");
        String string = values.get("--enrol");
        if (file != null && string != null) {
            mistakes.add("either --enrol-file or --enrol, not both");
        }
        try {
            if (string != null) {
                return Optional.of(EnrolmentString.parse(string));
            }
            return file == null || !Files.exists(Path.of(file))
                    ? Optional.empty()
                    : Optional.of(EnrolmentString.parse(Files.readString(Path.of(file), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            mistakes.add("the enrolment string cannot be used: " + e.getMessage());
        } catch (IOException e) {
            mistakes.add("--enrol-file " + file + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Path path(Map<String, String> values, String name, Path absent) {
        String value = values.get(name);
        return value == null ? absent : absolute(value);
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private void check(List<String> mistakes) {
        requireProgram("--scanner", scanner, mistakes);
        requireProgram("--shim", shim, mistakes);
        requireFile("--shim-installer", shimInstaller, mistakes);
        runc.ifPresent(r -> requireProgram("--runc", r, mistakes));
        if (runFolder.toString().length() > LONGEST_RUN_FOLDER) {
            mistakes.add("--run-dir " + runFolder + " is too long for the path of a socket");
        }
        if (!Files.exists(data) && !Files.isDirectory(data.resolve("..").normalize())) {
            mistakes.add("--data " + data + " cannot be made: the folder above it does not exist");
        }
        if (Files.exists(data) && !Files.isDirectory(data)) {
            mistakes.add("--data " + data + " is no folder");
        }
    }

    private static void requireProgram(String option, Path program, List<String> mistakes) {
        requireFile(option, program, mistakes);
        if (Files.isRegularFile(program) && !Files.isExecutable(program)) {
            mistakes.add(option + " " + program + " cannot be executed");
        }
    }

    private static void requireFile(String option, Path file, List<String> mistakes) {
        if (!Files.isRegularFile(file)) {
            mistakes.add(option + " " + file + " does not exist");
        }
    }
}
