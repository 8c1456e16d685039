package io.plimsoll.scanner.analysis.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells which library a jar is that carries no Maven metadata of its own, by its file name, its manifest and the
/// packages of its classes. Says nothing rather than something unlikely.
///
/// @param classPackages folders of its classes, such as `org/springframework/beans`
record JarIdentity(ArchiveFileName file, ManifestAttributes manifest, Set<String> classPackages) {
    private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern VERSION = Pattern.compile("\\d[A-Za-z0-9_.+~-]*");
    private static final Pattern GROUP = Pattern.compile("[a-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    /// A name that the jar may have.
    ///
    /// @param namespace in front of it, such as `org.apache` of `org.apache.tomcat-embed-core`; empty for none
    private record Name(String artifact, String namespace) {
        /// Whether a library of that group may have this name: both begin with the same domain.
        boolean fits(String group) {
            return namespace.isEmpty() || domain(namespace).equals(domain(group));
        }

        private static String domain(String name) {
            return Arrays.stream(name.split("\\.")).limit(2).collect(Collectors.joining("."));
        }
    }

    /// The library, as far as it can be told: its version must be stated somewhere, its group known or evident.
    Optional<Coordinates> tell() {
        if (classPackages.isEmpty()) {
            return Optional.empty();
        }
        return names().stream()
                .map(this::known)
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::guessed);
    }

    /// The library that the file name names and the list of groups knows, for jars that hold others as well.
    Optional<Coordinates> tellByFileName() {
        return file.version().isEmpty() ? Optional.empty() : known(new Name(file.artifact(), ""));
    }

    private Optional<Coordinates> known(Name name) {
        String version = version(name.artifact());
        return version.isEmpty()
                ? Optional.empty()
                : knownGroup(name).map(group -> new Coordinates(group, name.artifact(), version));
    }

    private Optional<Coordinates> guessed() {
        return file.version().isEmpty()
                ? Optional.empty()
                : evidentGroup(file.artifact())
                        .map(group -> new Coordinates(group, file.artifact(), version(file.artifact())));
    }

    /// What the library may be called, the most telling first.
    private List<Name> names() {
        List<Name> names = new ArrayList<>();
        names.add(new Name(file.artifact(), ""));
        for (String attribute : List.of("Implementation-Title", "Bundle-SymbolicName", "Automatic-Module-Name")) {
            String value = withoutParameters(manifest.get(attribute));
            int dot = value.lastIndexOf('.');
            names.add(new Name(value, ""));
            names.add(new Name(value.replace('.', '-'), ""));
            names.add(new Name(value.substring(dot + 1), value.substring(0, Math.max(dot, 0))));
        }
        names.removeIf(name -> !ARTIFACT.matcher(name.artifact()).matches());
        return names;
    }

    /// Of the file name where that is about this artifact; it may have a classifier that the manifest has not.
    private String version(String artifact) {
        String stated = statedVersion();
        if (!artifact.equals(file.artifact()) || file.version().isEmpty()) {
            return stated;
        }
        boolean classified = !stated.isEmpty() && file.version().startsWith(stated + "-");
        return classified ? stated : file.version();
    }

    private String statedVersion() {
        return List.of("Implementation-Version", "Bundle-Version", "Specification-Version").stream()
                .map(manifest::get)
                .filter(version -> VERSION.matcher(version).matches())
                .findFirst()
                .orElse("");
    }

    /// The group that is known to publish the artifact and shows in the classes or in the manifest.
    private Optional<String> knownGroup(Name name) {
        List<String> groups =
                KnownGroups.of(name.artifact()).stream().filter(name::fits).toList();
        Optional<String> named =
                groups.stream().filter(manifest.byName()::containsValue).findFirst();
        return named.or(() -> groups.stream().filter(this::isEvident).findFirst());
    }

    /// Whether a word of the group is part of a package (`com.squareup.okhttp3` publishes classes in `okhttp3`),
    /// or its domain at least begins like that of a package (`com.h2database` publishes classes in `org.h2`).
    /// A group of one word, such as `commons-collections`, need only begin like a part.
    private boolean isEvident(String group) {
        List<String> words = Arrays.asList(group.split("\\."));
        List<String> telling = words.size() > 1 ? words.subList(1, words.size()) : words;
        return classPackages.stream()
                .map(folder -> Arrays.asList(folder.split("/")))
                .anyMatch(parts -> telling.stream().anyMatch(parts::contains)
                        || (parts.size() > 1 && telling.getFirst().startsWith(parts.get(1)))
                        || (words.size() == 1 && parts.stream().anyMatch(part -> isStartOf(part, group))));
    }

    private static boolean isStartOf(String part, String word) {
        return part.length() > 3 && word.startsWith(part);
    }

    /// The group that the manifest names, or the package that all classes share, without what it has in common with
    /// the artifact: `org.example.shop` publishes the artifact `shop-core` with classes in `org.example.shop.core`.
    private Optional<String> evidentGroup(String artifact) {
        List<String> candidates = new ArrayList<>();
        candidates.add(manifest.get("Implementation-Vendor-Id"));
        candidates.add(withoutArtifact(withoutParameters(manifest.get("Bundle-SymbolicName")), artifact));
        candidates.add(withoutArtifact(sharedPackage(), artifact));
        return candidates.stream()
                .filter(group -> GROUP.matcher(group).matches())
                .findFirst();
    }

    private static String withoutArtifact(String name, String artifact) {
        int dot = name.lastIndexOf('.');
        Set<String> words = Set.copyOf(new TreeSet<>(Arrays.asList(artifact.split("[-._]"))));
        String last = name.substring(dot + 1);
        boolean common =
                last.equals(artifact) || words.contains(last) || words.containsAll(Arrays.asList(last.split("-")));
        return dot > 0 && name.indexOf('.') != dot && common ? name.substring(0, dot) : name;
    }

    private String sharedPackage() {
        List<String> shared = Arrays.asList(classPackages.iterator().next().split("/"));
        for (String folder : classPackages) {
            List<String> other = Arrays.asList(folder.split("/"));
            int same = 0;
            while (same < Math.min(shared.size(), other.size())
                    && shared.get(same).equals(other.get(same))) {
                same++;
            }
            shared = shared.subList(0, same);
        }
        return String.join(".", shared.subList(0, Math.min(shared.size(), 4)));
    }

    /// `org.example.core;singleton:=true` is `org.example.core`.
    private static String withoutParameters(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    }
}
