package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.Map;

/// `packages.lock.json` of NuGet: packages for each framework; those of the kind `Project` are parts of the project.
final class NugetLock {
    private NugetLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.json(content);
        if (!lock.fields().containsKey("dependencies")) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Data framework : lock.at("dependencies").fields().values()) {
            for (Map.Entry<String, Data> one : framework.fields().entrySet()) {
                if (!one.getValue().at("type").text().equals("Project")) {
                    found.add(one.getKey(), one.getValue().at("resolved").text());
                }
            }
        }
    }
}
