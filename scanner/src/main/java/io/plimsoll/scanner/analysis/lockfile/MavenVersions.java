package io.plimsoll.scanner.analysis.lockfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which versions a project of Maven gives its dependencies: with properties put in, and where they are
/// managed, by that. The project's own word counts before its parent's, and that before what lists say that it imports.
final class MavenVersions {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^${}]{1,200})}");
    private static final int DEEPEST = 8;
    private static final int LONGEST = 1000;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> managed = new HashMap<>();
    private final List<Import> imports = new ArrayList<>();
    private final String ofProject;

    /// A list of versions that another file has.
    ///
    /// @param name `group:artifact`
    record Import(String name, String version) {
        @Override
        public String toString() {
            return name + ":" + version;
        }
    }

    /// @param lineage the project, its parent, that one's parent
    MavenVersions(List<MavenModel> lineage) {
        MavenModel project = lineage.getFirst();
        lineage.forEach(model -> model.properties().forEach(properties::putIfAbsent));
        for (String prefix : List.of("project.", "pom.", "")) {
            properties.putIfAbsent(prefix + "groupId", project.effectiveGroup());
            properties.putIfAbsent(prefix + "version", project.effectiveVersion());
            properties.putIfAbsent(prefix + "artifactId", project.artifact());
        }
        properties.putIfAbsent("project.parent.groupId", project.parent().group());
        properties.putIfAbsent("project.parent.version", project.parent().version());
        lineage.forEach(model -> model.managed().forEach(this::manage));
        ofProject = resolved("${project.version}");
    }

    private void manage(MavenModel.Dependency one) {
        String version = resolved(one.version());
        if (one.isImport()) {
            imports.add(new Import(name(one), version));
        } else {
            managed.putIfAbsent(name(one), version);
        }
    }

    /// The lists that the project and its parents import, the first counts first.
    List<Import> imports() {
        return imports;
    }

    /// The version of the project itself.
    String ofProject() {
        return ofProject;
    }

    /// `group:artifact`; with a `${...}` in it where it cannot be told.
    String name(MavenModel.Dependency dependency) {
        return resolved(dependency.group()) + ":" + resolved(dependency.artifact());
    }

    boolean isForTests(MavenModel.Dependency dependency) {
        return resolved(dependency.scope()).equals("test");
    }

    /// Empty where it is managed elsewhere, or a range.
    ///
    /// @param imported lists that count where nothing here says more, the first before the others
    String version(MavenModel.Dependency dependency, List<MavenVersions> imported) {
        String own = resolved(dependency.version());
        String version = own.isEmpty() ? managed(name(dependency), imported) : own;
        boolean isPinned = version.startsWith("[") && version.endsWith("]") && version.indexOf(',') < 0;
        if (isPinned) {
            return version.substring(1, version.length() - 1).strip();
        }
        boolean isKnown = version.chars().noneMatch(c -> "${}[](),".indexOf(c) >= 0);
        return isKnown ? version : "";
    }

    private String managed(String name, List<MavenVersions> imported) {
        return Stream.concat(Stream.of(this), imported.stream())
                .flatMap(list -> Stream.ofNullable(list.managed.get(name)))
                .findFirst()
                .orElse("");
    }

    /// The text with properties put in, and properties of these. What the files here do not explain stays as it is.
    private String resolved(String text) {
        String now = text;
        for (int depth = 0; depth < DEEPEST && now.contains("${") && now.length() <= LONGEST; depth++) {
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
