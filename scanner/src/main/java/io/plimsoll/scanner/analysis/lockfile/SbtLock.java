package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.List;

/// `build.sbt.lock` of the sbt dependency lock. What only the configuration `test` has is for developers.
final class SbtLock {
    private SbtLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.json(content);
        if (!lock.fields().containsKey("dependencies")) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Data entry : lock.at("dependencies").items()) {
            List<String> configurations =
                    entry.at("configurations").items().stream().map(Data::text).toList();
            found.add(
                    entry.at("org").text() + ":" + entry.at("name").text(),
                    entry.at("version").text(),
                    configurations.equals(List.of("test")));
        }
    }
}
