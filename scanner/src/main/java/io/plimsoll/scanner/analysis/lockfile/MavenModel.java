package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a `pom.xml` of Maven says, as it is written, that of all its profiles included.
///
/// @param group empty where the parent's counts
/// @param version empty where the parent's counts
/// @param parent all empty where there is none
record MavenModel(
        String group,
        String artifact,
        String version,
        Parent parent,
        Map<String, String> properties,
        List<Dependency> managed,
        List<Dependency> dependencies) {
    private static final int LONGEST = 1000;
    private static final int MOST = 100_000;

    /// @param path to its file or folder, from the folder of this one
    record Parent(String group, String artifact, String version, String path) {
        String name() {
            return group + ":" + artifact;
        }
    }

    /// @param type empty where none is written
    /// @param scope empty where none is written
    record Dependency(String group, String artifact, String version, String type, String scope) {
        /// Whether it is no library, but stands for all that another file manages (a "BOM").
        boolean isImport() {
            return scope.equals("import") && type.equals("pom");
        }
    }

    static MavenModel parse(FileBytes content) throws MalformedInput {
        XmlElement project = XmlElement.parse(content);
        if (!project.name().equals("project")) {
            throw new MalformedInput("its root is not <project>");
        }
        XmlElement parent = project.all("parent").findFirst().orElse(new XmlElement("", Map.of(), List.of(), ""));
        return new MavenModel(
                project.textOf("groupId"),
                project.textOf("artifactId"),
                project.textOf("version"),
                new Parent(
                        parent.textOf("groupId"),
                        parent.textOf("artifactId"),
                        parent.textOf("version"),
                        parent.all("relativePath")
                                .findFirst()
                                .map(XmlElement::text)
                                .orElse("../pom.xml")),
                properties(project),
                dependencies(everywhere(project, "dependencyManagement", "dependencies", "dependency")),
                dependencies(everywhere(project, "dependencies", "dependency")));
    }

    String name() {
        return effectiveGroup() + ":" + artifact;
    }

    /// The group that counts.
    String effectiveGroup() {
        return group.isEmpty() ? parent.group() : group;
    }

    /// The version that counts.
    String effectiveVersion() {
        return version.isEmpty() ? parent.version() : version;
    }

    /// How many single things it says.
    long words() {
        return (long) properties.size() + managed.size() + dependencies.size();
    }

    /// Estimated bytes of memory.
    long weight() {
        long texts = properties.entrySet().stream()
                .mapToLong(one -> one.getKey().length() + one.getValue().length())
                .sum();
        return 1000 + 2 * texts + 150L * properties.size() + weight(managed) + weight(dependencies);
    }

    private static long weight(List<Dependency> list) {
        return list.stream()
                .mapToLong(one -> 250
                        + 2L
                                * (one.group().length()
                                        + one.artifact().length()
                                        + one.version().length()))
                .sum();
    }

    private static Map<String, String> properties(XmlElement project) {
        Map<String, String> properties = new LinkedHashMap<>();
        everywhere(project, "properties")
                .flatMap(block -> block.children().stream())
                .filter(property -> property.text().length() <= LONGEST)
                .forEach(property -> properties.putIfAbsent(property.name(), property.text()));
        return properties;
    }

    private static List<Dependency> dependencies(Stream<XmlElement> elements) throws MalformedInput {
        List<Dependency> dependencies = new ArrayList<>();
        for (XmlElement one : elements.toList()) {
            Dependency dependency = new Dependency(
                    one.textOf("groupId"),
                    one.textOf("artifactId"),
                    one.textOf("version"),
                    one.textOf("type"),
                    one.textOf("scope"));
            if (dependency.group().length()
                            + dependency.artifact().length()
                            + dependency.version().length()
                    > LONGEST) {
                throw new MalformedInput("a dependency takes more than " + LONGEST + " characters");
            }
            dependencies.add(dependency);
        }
        if (dependencies.size() > MOST) {
            throw new MalformedInput("it declares more than " + MOST + " packages");
        }
        return dependencies;
    }

    private static Stream<XmlElement> everywhere(XmlElement project, String... path) {
        return Stream.concat(
                project.below(path), project.below("profiles", "profile").flatMap(one -> one.below(path)));
    }
}
