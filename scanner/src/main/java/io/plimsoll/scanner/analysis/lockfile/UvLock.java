package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.Set;
import java.util.stream.Stream;

/// `uv.lock`. The project and its members are packages of it too, with a source `editable` or `virtual`; what they need
/// only in their `dev-dependencies`, or in extras called `dev` or `test`, is for developers.
final class UvLock {
    private UvLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.toml(content);
        if (!lock.at("version").isPresent()) {
            throw new MalformedInput("it does not name the version of its format");
        }
        boolean hasProject = lock.at("package").items().stream().anyMatch(UvLock::isOfProject);
        Set<String> needed = needed(lock);
        for (Data entry : lock.at("package").items()) {
            String name = entry.at("name").text();
            if (!isOfProject(entry)) {
                found.add(name, entry.at("version").text(), hasProject && !needed.contains(name));
            }
        }
    }

    private static boolean isOfProject(Data entry) {
        Data source = entry.at("source");
        return source.at("editable").isPresent() || source.at("virtual").isPresent();
    }

    private static Set<String> needed(Data lock) {
        Reachable reachable = new Reachable();
        for (Data entry : lock.at("package").items()) {
            String name = entry.at("name").text();
            dependencies(entry).forEach(dependency -> reachable.edge(name, dependency));
            if (isOfProject(entry)) {
                reachable.start(name);
            }
        }
        return reachable.all();
    }

    private static Stream<String> dependencies(Data entry) {
        Stream<Data> optional = entry.at("optional-dependencies").fields().entrySet().stream()
                .filter(extra -> !isOfProject(entry) || !DeveloperGroups.include(extra.getKey()))
                .flatMap(extra -> extra.getValue().items().stream());
        return Stream.concat(entry.at("dependencies").items().stream(), optional)
                .map(dependency -> dependency.at("name").text());
    }
}
