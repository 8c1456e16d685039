package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.List;

/// `poetry.lock`, and `pdm.lock`, which names groups in the same way. What is in no group that runs with the software
/// (`main` for Poetry, `default` for PDM) is for developers. Earlier Poetry had a `category` instead.
final class PoetryLock {
    private PoetryLock() {}

    static void poetry(FileBytes content, Declarations found) throws MalformedInput {
        read(content, "main", found);
    }

    static void pdm(FileBytes content, Declarations found) throws MalformedInput {
        read(content, "default", found);
    }

    private static void read(FileBytes content, String runtimeGroup, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.toml(content);
        if (!lock.fields().containsKey("package") && !lock.at("metadata").isPresent()) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Data entry : lock.at("package").items()) {
            List<String> groups =
                    entry.at("groups").items().stream().map(Data::text).toList();
            boolean forDevelopers = (!groups.isEmpty() && !groups.contains(runtimeGroup))
                    || entry.at("category").text().equals("dev");
            found.add(entry.at("name").text(), entry.at("version").text(), forDevelopers);
        }
    }
}
