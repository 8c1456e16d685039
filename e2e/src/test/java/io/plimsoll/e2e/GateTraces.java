package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What gates are made of on a host, counted from outside: in the kernel's maps, among the fanotify marks, and by the
/// descriptors of the two processes that hold them.
///
/// @param gates entries of the map `gates`
/// @param entries of the maps that lead to a gate
/// @param marks of the fanotify group that the keeper holds
/// @param keeper its descriptors
/// @param enforcer its descriptors that are no sockets or pipes, for those come and go
record GateTraces(int gates, int entries, int marks, int keeper, int enforcer) {
    static GateTraces of(GuardedHost host) {
        Path enforcer = Path.of("/proc", Long.toString(host.process("enforcer").pid()));
        Path keeper = Path.of("/proc", keeper(host));
        return new GateTraces(
                entriesOf(enforcer, "gates"),
                entriesOf(enforcer, "cgroups") + entriesOf(enforcer, "pid_namespaces"),
                (int) information(keeper).stream()
                        .flatMap(String::lines)
                        .filter(line -> line.startsWith("fanotify ") && line.contains("mask:"))
                        .count(),
                descriptors(keeper).size(),
                (int) descriptors(enforcer).stream()
                        .map(GateTraces::target)
                        .filter(target -> !target.startsWith("socket:") && !target.startsWith("pipe:"))
                        .count());
    }

    private static String keeper(GuardedHost host) {
        try {
            return Files.readString(host.data().resolve("run/enforcer/keeper.sock.lock"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the map with this name that the process has open; other Enforcers on this machine have maps of their own.
    private static int entriesOf(Path process, String name) {
        int entries = 0;
        // A map is open several times: by Java, and by the programs that use it.
        for (String id : mapIds(process)) {
            if (named(id, name)) {
                entries += JsonMapper.shared()
                        .readTree(bpftool("map", "dump", "id", id))
                        .size();
            }
        }
        return entries;
    }

    private static List<String> mapIds(Path process) {
        return information(process).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("map_id:"))
                .map(line -> line.replaceAll("\\D", ""))
                .distinct()
                .toList();
    }

    private static boolean named(String id, String name) {
        return JsonMapper.shared()
                .readTree(bpftool("map", "show", "id", id))
                .path("name")
                .asString("")
                .equals(name);
    }

    private static String bpftool(String... words) {
        return Command.of("bpftool", "--json").with(words).run().outputOrFail();
    }

    private static List<String> information(Path process) {
        return descriptors(process).stream()
                .map(fd -> read(process.resolve("fdinfo").resolve(fd.getFileName())))
                .toList();
    }

    private static List<Path> descriptors(Path process) {
        try (Stream<Path> all = Files.list(process.resolve("fd"))) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "pipe:closed meanwhile";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
