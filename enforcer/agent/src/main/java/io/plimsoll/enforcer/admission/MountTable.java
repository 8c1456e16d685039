package io.plimsoll.enforcer.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mounts that a process sees (proc(5), `/proc/PID/mountinfo`).
record MountTable(List<String> lines) {
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    MountTable {
        lines = List.copyOf(lines);
    }

    /// @return empty if the process is gone
    static Optional<MountTable> of(long pid) {
        try {
            return Optional.of(new MountTable(Files.readAllLines(Path.of("/proc", Long.toString(pid), "mountinfo"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The lower layers of the overlay that is mounted there, highest first, as the mount names them; empty if it is
    /// none.
    List<String> lowerLayers(Path mountPoint) {
        List<String> found = List.of();
        for (String line : lines) {
            String[] parts = line.split(" - ", 2);
            String[] mount = parts[0].split(" ");
            if (parts.length == 2 && mount.length > 4 && unescaped(mount[4]).equals(mountPoint.toString())) {
                found = lowerLayers(parts[1].split(" "));
            }
        }
        return found;
    }

    /// @param fileSystem its type, its source, its options
    private static List<String> lowerLayers(String[] fileSystem) {
        if (fileSystem.length < 3 || !fileSystem[0].equals("overlay")) {
            return List.of();
        }
        List<String> layers = new ArrayList<>();
        for (String option : fileSystem[2].split(",")) {
            // Since Linux 6.5 each layer may be an option of its own.
            if (option.startsWith("lowerdir=")) {
                layers.addAll(List.of(
                        unescaped(option.substring("lowerdir=".length())).split(":")));
            } else if (option.startsWith("lowerdir+=")) {
                layers.add(unescaped(option.substring("lowerdir+=".length())));
            }
        }
        return layers;
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(e -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(e.group(1), 8))));
    }
}
