package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.archive.Json;
import java.io.IOException;

/// A JSON document of an image, with its bytes as they came: they are what its digest is of.
final class FetchedDocument {
    private final byte[] bytes;
    private final Digest digest;

    /// Takes the array over.
    FetchedDocument(byte[] bytes) {
        this.bytes = bytes;
        this.digest = Digest.of(bytes);
    }

    Digest digest() {
        return digest;
    }

    int size() {
        return bytes.length;
    }

    Json json() throws IOException {
        return Json.parse(bytes);
    }

    /// The bytes themselves; nobody changes them.
    byte[] bytes() {
        return bytes;
    }
}
