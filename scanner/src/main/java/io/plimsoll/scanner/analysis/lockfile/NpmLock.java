package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.Map;

/// `package-lock.json` and `npm-shrinkwrap.json` of npm: since version 2 a list of folders below `packages`, before and
/// beside that a tree below `dependencies`.
final class NpmLock {
    private static final String MODULES = "node_modules/";
    private static final String ALIAS = "npm:";

    private NpmLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.json(content);
        if (!lock.at("lockfileVersion").isPresent()
                && !lock.at("packages").isPresent()
                && !lock.at("dependencies").isPresent()) {
            throw new MalformedInput("it names neither packages nor the version of its format");
        }
        if (lock.at("packages").isPresent()) {
            folders(lock.at("packages"), found);
        } else {
            tree(lock.at("dependencies"), found);
        }
    }

    /// What is not below `node_modules`, or only links to such a place, is the project itself.
    private static void folders(Data packages, Declarations found) throws MalformedInput {
        for (Map.Entry<String, Data> folder : packages.fields().entrySet()) {
            int modules = folder.getKey().lastIndexOf(MODULES);
            Data entry = folder.getValue();
            if (modules >= 0 && !entry.at("link").isTrue()) {
                String called = entry.at("name").text();
                String name = called.isEmpty() ? folder.getKey().substring(modules + MODULES.length()) : called;
                add(name, entry, found);
            }
        }
    }

    private static void tree(Data dependencies, Declarations found) throws MalformedInput {
        for (Map.Entry<String, Data> dependency : dependencies.fields().entrySet()) {
            add(dependency.getKey(), dependency.getValue(), found);
            tree(dependency.getValue().at("dependencies"), found);
        }
    }

    private static void add(String name, Data entry, Declarations found) throws MalformedInput {
        String version = entry.at("version").text();
        boolean forDevelopers = entry.at("dev").isTrue();
        if (version.startsWith(ALIAS)) {
            NpmName real = NpmName.of(version.substring(ALIAS.length()));
            found.add(real.name(), real.versionNumber(), forDevelopers);
        } else {
            found.add(name, new NpmName(name, version).versionNumber(), forDevelopers);
        }
    }
}
