package io.plimsoll.enforcer.images;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Inventories and facts on the disk: `<id>.inventory` as the scanner wrote it, `<id>.facts` as it was matched.
final class ImageFolder {
    private static final int LARGEST_FACTS = 64 * 1024 * 1024;
    private static final String INVENTORY = ".inventory";
    private static final String FACTS = ".facts";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;

    ImageFolder(Path folder) {
        this.folder = folder;
    }

    /// Where a scanner may write before [#keep].
    Path draft() throws IOException {
        WholeFile.folder(folder);
        return folder.resolve("scan.new");
    }

    Path inventory(Digest image) {
        return folder.resolve(image.hex() + INVENTORY);
    }

    boolean hasInventory(Digest image) {
        return Files.exists(inventory(image));
    }

    /// The day on which an image was scanned, in UTC.
    LocalDate scanned(Digest image) throws IOException {
        return LocalDate.ofInstant(Files.getLastModifiedTime(inventory(image)).toInstant(), ZoneOffset.UTC);
    }

    /// Makes a draft the inventory of an image.
    void keep(Path draft, Digest image) throws IOException {
        Files.move(draft, inventory(image), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        WholeFile.forceFolder(folder);
    }

    /// The facts; empty if there are none, or none that can be understood.
    Optional<StoredFacts> facts(Digest image) {
        try {
            return factsFile(image)
                    .read()
                    .map(json -> JSON.readValue(json, StoredFacts.class))
                    .filter(f -> f.format() == StoredFacts.FORMAT);
        } catch (UncheckedIOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void keep(StoredFacts facts, Digest image) {
        factsFile(image).write(JSON.writeValueAsBytes(facts));
    }

    private WholeFile factsFile(Digest image) {
        return new WholeFile(folder.resolve(image.hex() + FACTS), LARGEST_FACTS);
    }

    /// The images that have facts.
    List<Digest> scanned() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches("[0-9a-f]{64}\\" + FACTS))
                    .map(n -> new Digest(n.substring(0, 64)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Removes what belongs to images that have been gone for long.
    void forget(Set<Digest> present, Instant now, Duration grace) throws IOException {
        for (Digest image : scanned()) {
            Path facts = folder.resolve(image.hex() + FACTS);
            boolean old =
                    Files.getLastModifiedTime(facts).toInstant().plus(grace).isBefore(now);
            if (old && !present.contains(image)) {
                Files.deleteIfExists(inventory(image));
                Files.deleteIfExists(facts);
            }
        }
    }
}
