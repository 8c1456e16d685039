package io.plimsoll.architecture;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The table "The map" of `docs/architecture.md`: which folder may use which.
///
/// @param arrows folder to the folders it may use directly
/// @param onAnything the folders that may use anything, for nobody uses them in production
/// @param onJdkAlone the folders whose cell says "the JDK"
record ArchitectureMap(Map<String, Set<String>> arrows, Set<String> onAnything, Set<String> onJdkAlone) {
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`([^`]+?)/?`");

    static ArchitectureMap read() {
        String document = Tree.read("docs/architecture.md");
        String table = document.substring(document.indexOf("\n## The map\n"));
        Map<String, String> cells = new LinkedHashMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            words(row.group(1)).forEach(folder -> cells.put(folder, row.group(2)));
        }
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        cells.forEach((folder, uses) -> arrows.put(
                folder,
                words(uses).stream().map(word -> folder(word, cells.keySet())).collect(Collectors.toSet())));
        return new ArchitectureMap(arrows, saying("anything", cells), saying("the JDK", cells));
    }

    private static Set<String> words(String cell) {
        return WORD.matcher(cell)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> saying(String text, Map<String, String> cells) {
        return cells.keySet().stream()
                .filter(folder -> text.equals(cells.get(folder)))
                .collect(Collectors.toSet());
    }

    /// The table names `enforcer/kernel/` shortly as `kernel`.
    private static String folder(String word, Set<String> folders) {
        return folders.stream()
                .filter(folder -> folder.equals(word) || folder.endsWith("/" + word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the map says '" + word + "', which is none of its folders"));
    }

    /// Whether a class of one folder may know a class of the other: directly, or through what it may use.
    boolean mayUse(String from, String to) {
        return from.equals(to)
                || onAnything.contains(from)
                || arrows.getOrDefault(from, Set.of()).stream().anyMatch(next -> mayUse(next, to));
    }
}
