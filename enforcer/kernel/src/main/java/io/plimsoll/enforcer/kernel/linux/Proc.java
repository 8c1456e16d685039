package io.plimsoll.enforcer.kernel.linux;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `/proc` shows of one process. A process that has ended shows nothing: [Optional#empty].
public final class Proc {
    private static final String CGROUP_V2 = "0::";
    private static final int STATE = 3;
    private static final int START_TIME = 22;

    private Proc() {}

    /// The mounts of a process's namespace, as it sees them.
    public static Optional<List<Mount>> mounts(long pid) {
        return lines(pid, "mountinfo").map(Mount::parseAll);
    }

    /// The path of a process's cgroup in the v2 hierarchy, from that hierarchy's root, for example `/docker/4f2a…`.
    /// Also in the hybrid layout; absent where there is no v2 hierarchy.
    public static Optional<String> cgroup(long pid) {
        return lines(pid, "cgroup")
                .flatMap(lines -> lines.stream()
                        .filter(line -> line.startsWith(CGROUP_V2))
                        .map(line -> line.substring(CGROUP_V2.length()))
                        .findFirst());
    }

    /// The number of one of a process's namespaces.
    ///
    /// @param kind `mnt` or `pid`
    public static long namespace(long pid, String kind) {
        return FileStatus.of(namespacePath(pid, kind)).inode();
    }

    /// The file that stands for one of a process's namespaces; while it is open the namespace's number is not used
    /// again.
    public static Path namespacePath(long pid, String kind) {
        return folder(pid).resolve("ns").resolve(kind);
    }

    /// Whether this is the first process of its PID namespace.
    public static boolean isFirstInPidNamespace(long pid) {
        return status(pid).getOrDefault("NSpid", "").endsWith("\t1");
    }

    /// The fields of `/proc/PID/status` by their names, as they stand there. Empty for a process that is gone.
    public static Map<String, String> status(long pid) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines(pid, "status").orElse(List.of())) {
            int colon = line.indexOf(":\t");
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return fields;
    }

    /// When a process started, in 1/100 s after boot. Empty as well for one that has ended and was not yet waited
    /// for.
    public static Optional<Long> startTicks(long pid) {
        return lines(pid, "stat").map(lines -> String.join("\n", lines)).flatMap(Proc::startTicks);
    }

    /// Reads `PID (command) state …`. The command may hold anything, so fields are counted from the last
    /// parenthesis.
    static Optional<Long> startTicks(String stat) {
        String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean ended = "ZXx".contains(afterCommand[0]);
        return ended ? Optional.empty() : Optional.of(Long.valueOf(afterCommand[START_TIME - STATE]));
    }

    public static Path folder(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }

    private static Optional<List<String>> lines(long pid, String file) {
        try {
            // Not readAllLines: a name that is not UTF-8 must not hide the other lines.
            byte[] bytes = Files.readAllBytes(folder(pid).resolve(file));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (NoSuchFileException | FileNotFoundException _) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.exists(folder(pid))) {
                throw new UncheckedIOException("cannot read " + folder(pid).resolve(file), e);
            }
            return Optional.empty();
        }
    }
}
