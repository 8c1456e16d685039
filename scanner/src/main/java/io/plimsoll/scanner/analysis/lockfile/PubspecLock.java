package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.List;
import java.util.Map;

/// `pubspec.lock` of Dart. What belongs to the SDK itself has no package of its own and is left out.
final class PubspecLock {
    private PubspecLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        List<Data> documents = YamlDocument.all(content);
        Data lock = documents.isEmpty() ? Data.Text.NOTHING : documents.getFirst();
        if (!lock.fields().containsKey("packages")) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Map.Entry<String, Data> one : lock.at("packages").fields().entrySet()) {
            Data entry = one.getValue();
            if (!entry.at("source").text().equals("sdk")) {
                String called = entry.at("description").at("name").text();
                found.add(
                        called.isEmpty() ? one.getKey() : called,
                        entry.at("version").text(),
                        entry.at("dependency").text().equals("direct dev"));
            }
        }
    }
}
