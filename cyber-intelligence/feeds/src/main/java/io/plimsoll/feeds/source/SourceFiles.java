package io.plimsoll.feeds.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds what lies in a folder of feeds, always in the same order.
public final class SourceFiles {
    private SourceFiles() {}

    /// What lies directly in the folder and passes, by name; nothing where there is no such folder.
    public static List<Path> in(Path folder, Predicate<Path> test) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(test).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not list " + folder + ": " + e.getMessage(), e);
        }
    }

    /// The files in the folder whose name ends so, packed ([Packing]) or not.
    public static List<Path> named(Path folder, String... endings) {
        return in(folder, file -> Files.isRegularFile(file) && endsWithAny(file, endings));
    }

    private static boolean endsWithAny(Path file, String... endings) {
        String name = withoutPacking(file);
        return Stream.of(endings).anyMatch(name::endsWith);
    }

    /// The name of a file as it was before it was packed: `a.csv` of `a.csv.gz`.
    public static String withoutPacking(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - Packing.of(file).ending().length());
    }
}
