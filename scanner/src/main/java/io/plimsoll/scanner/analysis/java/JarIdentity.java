package io.plimsoll.scanner.analysis.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Tells which library a jar is that carries no Maven metadata of its own, by its file name, its manifest and the
/// packages of its classes. Says nothing rather than something unlikely.
///
/// @param classPackages folders of its classes, such as `org/springframework/beans`
record JarIdentity(ArchiveFileName file, ManifestAttributes manifest, Set<String> classPackages) {
    private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern VERSION = Pattern.compile("\\d[A-Za-z0-9_.+~-]*");
    private static final Pattern GROUP = Pattern.compile("[a-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    private static final Set<String> GENERIC = Set.of("org", "com", "net", "io", "de", "java", "javax", "a", "b", "c");

    /// The library, as far as it can be told: its version must be stated somewhere, its group known or evident.
    Optional<Coordinates> tell() {
        if (classPackages.isEmpty()) {
            return Optional.empty();
        }
        for (String artifact : artifacts()) {
            Optional<String> known = knownGroup(artifact);
            String version = version(artifact);
            if (known.isPresent() && !version.isEmpty()) {
                return Optional.of(new Coordinates(known.get(), artifact, version));
            }
        }
        return file.version().isEmpty()
                ? Optional.empty()
                : evidentGroup(file.artifact())
                        .map(group -> new Coordinates(group, file.artifact(), version(file.artifact())));
    }

    /// What the artifact may be called, the most telling first.
    private Set<String> artifacts() {
        Set<String> names = new LinkedHashSet<>();
        names.add(file.artifact());
        for (String attribute : List.of("Implementation-Title", "Bundle-SymbolicName", "Automatic-Module-Name")) {
            String value = withoutParameters(manifest.get(attribute));
            names.add(value);
            names.add(value.substring(value.lastIndexOf('.') + 1));
            names.add(value.replace('.', '-'));
        }
        names.removeIf(name -> !ARTIFACT.matcher(name).matches());
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

    /// The group that is known to publish the artifact and whose words show in the classes or in the manifest.
    private Optional<String> knownGroup(String artifact) {
        List<String> groups = KnownGroups.of(artifact);
        Optional<String> named =
                groups.stream().filter(manifest.byName()::containsValue).findFirst();
        return named.or(() -> groups.stream().filter(this::isEvident).findFirst());
    }

    /// Whether a word of the group, its first aside, begins like a part of some package: `com.h2database` publishes
    /// classes in `org.h2`.
    private boolean isEvident(String group) {
        List<String> words = Arrays.asList(group.split("\\."));
        List<String> telling = words.size() > 1 ? words.subList(1, words.size()) : words;
        return classPackages.stream()
                .flatMap(folder -> Arrays.stream(folder.split("/")))
                .filter(part -> !GENERIC.contains(part))
                .anyMatch(part -> telling.stream().anyMatch(word -> word.startsWith(part)));
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
