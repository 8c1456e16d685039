package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `bun.lock`: below `packages` the first item of each entry names the package, such as `has-flag@4.0.0` or
/// `etag@file:deps/etag`. It does not tell what only developers need.
final class BunLock {
    private BunLock() {}

    /// `bun.lockb`, what Bun wrote before.
    static void binary(FileBytes content, Declarations found) {
        found.malformed("Bun's binary form (" + content.size()
                + " bytes) is not read; 'bun install --save-text-lockfile' writes a bun.lock");
    }

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        Data lock = JacksonDocument.looseJson(content);
        if (!lock.at("lockfileVersion").isPresent()) {
            throw new MalformedInput("it does not name the version of its format");
        }
        for (Data entry : lock.at("packages").fields().values()) {
            String first = entry.items().stream().findFirst().map(Data::text).orElse("");
            NpmName name = NpmName.of(first);
            boolean isOfProject = name.reference().startsWith("workspace:")
                    || name.reference().equals("root:");
            if (first.isEmpty()) {
                found.malformed("an entry names no package");
            } else if (!isOfProject) {
                found.add(name.name(), name.versionNumber());
            }
        }
    }
}
