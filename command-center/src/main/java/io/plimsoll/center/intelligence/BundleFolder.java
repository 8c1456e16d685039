package io.plimsoll.center.intelligence;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Where the bundle in use lies, the delta that led to it, and the word of an administrator that it may be older than
/// one before. Digests are those of whole files.
///
/// @param folder `intelligence` in the data folder
record BundleFolder(Path folder) {
    private static final int MAX_WORD = 128;

    Path current() {
        return folder.resolve("current.bundle");
    }

    /// A new place for what is being received.
    Path incoming() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("incoming-" + UUID.randomUUID());
    }

    private Path deltaFile(Digest from, Digest to) {
        return folder.resolve(from.hex() + "-" + to.hex() + ".delta");
    }

    /// What leads from one bundle to the other, if it is kept.
    Optional<Path> delta(Digest from, Digest to) {
        return Optional.of(deltaFile(from, to)).filter(Files::isRegularFile);
    }

    /// Keeps this delta and no other.
    void keepDelta(Path delta, Digest from, Digest to) throws IOException {
        removeDeltas();
        Files.move(delta, deltaFile(from, to), StandardCopyOption.ATOMIC_MOVE);
    }

    void removeDeltas() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> deltas =
                    files.filter(f -> f.toString().endsWith(".delta")).toList();
            for (Path delta : deltas) {
                Files.delete(delta);
            }
        }
    }

    private Path word() {
        return folder.resolve("older-allowed");
    }

    /// Whether this bundle may be older than one that was in use.
    boolean mayBeOlder(Digest bundle) {
        try {
            return Files.isRegularFile(word())
                    && Files.size(word()) <= MAX_WORD
                    && Files.readString(word(), StandardCharsets.US_ASCII).equals(bundle.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /// From now on this bundle may be, and no other.
    void allowOlder(Digest bundle) throws IOException {
        Files.writeString(word(), bundle.toString(), StandardCharsets.US_ASCII);
    }

    void allowNoOlder() throws IOException {
        Files.deleteIfExists(word());
    }
}
