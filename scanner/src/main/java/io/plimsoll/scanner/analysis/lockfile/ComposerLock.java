package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `composer.lock` of Composer.
final class ComposerLock {
    private ComposerLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.json(content);
        if (!lock.fields().containsKey("packages")) {
            throw new MalformedInput("it has no list of packages");
        }
        for (Data entry : lock.at("packages").items()) {
            found.add(entry.at("name").text(), entry.at("version").text());
        }
        for (Data entry : lock.at("packages-dev").items()) {
            found.add(entry.at("name").text(), entry.at("version").text(), true);
        }
    }
}
