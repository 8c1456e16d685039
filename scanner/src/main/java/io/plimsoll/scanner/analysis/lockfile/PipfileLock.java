package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.Map;

/// `Pipfile.lock` of Pipenv: one object for each category, `default` and `develop` at least, of versions such as
/// `==2.1.1`.
final class PipfileLock {
    private static final String PINNED = "==";

    private PipfileLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.json(content);
        if (!lock.at("_meta").isPresent() && !lock.fields().containsKey("default")) {
            throw new MalformedInput("it has no category of packages");
        }
        for (Map.Entry<String, Data> category : lock.fields().entrySet()) {
            if (!category.getKey().equals("_meta")) {
                category(category.getValue(), category.getKey().equals("develop"), found);
            }
        }
    }

    private static void category(Data packages, boolean forDevelopers, Declarations found) throws MalformedInput {
        for (Map.Entry<String, Data> one : packages.fields().entrySet()) {
            String version = one.getValue().at("version").text();
            found.add(
                    one.getKey(),
                    version.startsWith(PINNED)
                            ? version.substring(PINNED.length()).strip()
                            : "",
                    forDevelopers);
        }
    }
}
