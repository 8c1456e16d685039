package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `Cargo.lock`. It has neither what only developers need nor which of the crates without a source are the project
/// itself, so those are listed as well.
final class CargoLock {
    private CargoLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.toml(content);
        if (!lock.at("package").isPresent() && !lock.at("version").isPresent()) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Data entry : lock.at("package").items()) {
            found.add(entry.at("name").text(), entry.at("version").text());
        }
    }
}
