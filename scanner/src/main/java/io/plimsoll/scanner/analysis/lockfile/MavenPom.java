package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `pom.xml` of Maven, as far as it speaks for itself: its direct dependencies, with the properties and managed
/// versions
/// of the same file, those of all profiles included. Versions that a parent or an imported list manages are unknown
/// here.
final class MavenPom {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^${}]{1,200})}");
    private static final int DEEPEST_PROPERTY = 8;
    private static final int LONGEST = 1000;

    private final XmlElement project;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> managed = new HashMap<>();

    private MavenPom(XmlElement project) {
        this.project = project;
    }

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        XmlElement root = XmlElement.parse(content);
        if (!root.name().equals("project")) {
            throw new MalformedInput("its root is not <project>");
        }
        new MavenPom(root).dependencies(found);
    }

    private void dependencies(Declarations found) throws MalformedInput {
        fillProperties();
        everywhere("dependencyManagement", "dependencies", "dependency")
                .forEach(one -> managed.putIfAbsent(name(one), resolved(one.textOf("version"))));
        for (XmlElement one : everywhere("dependencies", "dependency").toList()) {
            String name = name(one);
            if (name.startsWith(":") || name.endsWith(":") || name.contains("${")) {
                found.malformed("a dependency names no group and artifact that this file explains");
            } else {
                found.add(name, version(one, name), scope(one).equals("test"));
            }
        }
    }

    private String version(XmlElement dependency, String name) {
        String own = resolved(dependency.textOf("version"));
        String version = own.isEmpty() ? managed.getOrDefault(name, "") : own;
        boolean isPinned = version.startsWith("[") && version.endsWith("]") && version.indexOf(',') < 0;
        if (isPinned) {
            return version.substring(1, version.length() - 1).strip();
        }
        boolean isKnown = version.chars().noneMatch(c -> "${}[](),".indexOf(c) >= 0);
        return isKnown ? version : "";
    }

    private String scope(XmlElement dependency) {
        return resolved(dependency.textOf("scope"));
    }

    private String name(XmlElement dependency) {
        return resolved(dependency.textOf("groupId")) + ":" + resolved(dependency.textOf("artifactId"));
    }

    private Stream<XmlElement> everywhere(String... path) {
        return Stream.concat(
                project.below(path), project.below("profiles", "profile").flatMap(one -> one.below(path)));
    }

    private void fillProperties() {
        everywhere("properties")
                .flatMap(block -> block.children().stream())
                .filter(property -> property.text().length() <= LONGEST)
                .forEach(property -> properties.putIfAbsent(property.name(), property.text()));
        Optional<XmlElement> parent = project.all("parent").findFirst();
        for (String part : new String[] {"groupId", "version"}) {
            String own = project.textOf(part);
            String inherited = parent.map(one -> one.textOf(part)).orElse("");
            String value = own.isEmpty() ? inherited : own;
            for (String prefix : new String[] {"project.", "pom.", ""}) {
                properties.putIfAbsent(prefix + part, value);
            }
            properties.putIfAbsent("project.parent." + part, inherited);
        }
        properties.putIfAbsent("project.artifactId", project.textOf("artifactId"));
    }

    /// The text with properties put in, and properties of these. What this file does not explain stays as it is
    /// written.
    private String resolved(String text) {
        String now = text;
        for (int depth = 0; depth < DEEPEST_PROPERTY && now.contains("${") && now.length() <= LONGEST; depth++) {
            now = once(now);
        }
        return now.strip();
    }

    private String once(String text) {
        StringBuilder result = new StringBuilder();
        Matcher property = PROPERTY.matcher(text);
        while (result.length() <= LONGEST && property.find()) {
            property.appendReplacement(
                    result, Matcher.quoteReplacement(properties.getOrDefault(property.group(1), property.group())));
        }
        return property.appendTail(result).toString();
    }
}
