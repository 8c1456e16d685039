package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `pylock.toml` and `pylock.NAME.toml` (Python packaging specification, PEP 751). A folder without a version is the
/// project itself, or a part of it.
final class PyLock {
    private PyLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.toml(content);
        if (!lock.at("lock-version").isPresent()) {
            throw new MalformedInput("it does not name the version of its format");
        }
        for (Data entry : lock.at("packages").items()) {
            String version = entry.at("version").text();
            if (!version.isEmpty() || !entry.at("directory").isPresent()) {
                found.add(entry.at("name").text(), version);
            }
        }
    }
}
