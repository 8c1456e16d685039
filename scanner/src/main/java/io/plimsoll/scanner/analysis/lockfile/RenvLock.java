package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.Map;

/// `renv.lock` of R.
final class RenvLock {
    private RenvLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.json(content);
        if (!lock.fields().containsKey("Packages")) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Map.Entry<String, Data> one : lock.at("Packages").fields().entrySet()) {
            String called = one.getValue().at("Package").text();
            found.add(
                    called.isEmpty() ? one.getKey() : called,
                    one.getValue().at("Version").text());
        }
    }
}
