package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// What scans found in layers, and in whole images that an engine holds, kept in a folder for the next scan. Programs
/// share it; it may be deleted at any time. Whatever goes wrong with it costs time and nothing else.
///
/// A result is filed under whoever says that the digest is right ([Origin]): what a scanner process makes of a file
/// that somebody wrote never answers for a layer of the engine. Nothing of another build of the scanner is ever used.
public final class LayerCache {
    /// All files of the folder together, those of other builds too.
    static final long MOST_BYTES = 1L << 30;

    private static final int MOST_INVENTORY_BYTES = 64 << 20;

    /// Who vouches for the digest of a layer.
    ///
    /// @param folder where the results are filed
    record Origin(String folder) {
        /// The engine, whose own list of the image's layers names it.
        static final Origin ENGINE = new Origin("engine");

        /// The scanner process, which has hashed bytes of unknown origin.
        static final Origin ARCHIVE = new Origin("archive");

        /// The client of registries, which has compared the bytes of a layer with its digest.
        ///
        /// @param owner as [ScanSource.Remote]
        static Origin registry(String owner) {
            return new Origin("registry/"
                    + Digest.of(owner.getBytes(StandardCharsets.UTF_8)).hex());
        }

        boolean isEngine() {
            return folder.equals(ENGINE.folder);
        }

        boolean isArchive() {
            return folder.equals(ARCHIVE.folder);
        }
    }

    /// Jars of others: their name tells their version.
    private static final Pattern OF_OTHERS = Pattern.compile("(?!plimsoll-).*-\\d.*");

    private final SealedFolder folder;
    private final String build;
    private final Consumer<String> warning;
    private final AtomicBoolean warned = new AtomicBoolean();

    private LayerCache(SealedFolder folder, String build, Consumer<String> warning) {
        this.folder = folder;
        this.build = build;
        this.warning = warning;
    }

    /// Opens a folder, and makes it where there is none.
    ///
    /// @param home of the scanner, laid out as the distribution
    /// @param warning takes one sentence where results cannot be kept
    /// @return empty, with a warning, if it cannot be used
    public static Optional<LayerCache> open(Path folder, Path home, Consumer<String> warning) {
        try {
            return Optional.of(new LayerCache(SealedFolder.open(folder), build(home), warning));
        } catch (IOException e) {
            warning.accept("results of layers are not kept: " + e);
            return Optional.empty();
        }
    }

    /// The version of the scanner together with its very code: builds of one version differ while they are developed.
    /// Checksums will do to tell them apart, and take a tenth of the time.
    private static String build(Path home) throws IOException {
        var sha256 = Digest.sha256();
        try (Stream<Path> files = Files.list(home.resolve("lib/scanner"))) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                sha256.update(name.getBytes(StandardCharsets.UTF_8));
                if (name.endsWith(".jar") && !OF_OTHERS.matcher(name).matches()) {
                    CRC32C checksum = new CRC32C();
                    checksum.update(Files.readAllBytes(file));
                    sha256.update(Long.toHexString(checksum.getValue()).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return ScannerVersion.current() + "-"
                + HexFormat.of().formatHex(sha256.digest()).substring(0, 16);
    }

    /// The secret of [io.plimsoll.scanner.layer.PathKey].
    long pathSecret() {
        return folder.number("paths");
    }

    /// Whether there seems to be a result for a layer.
    boolean has(Digest stored, List<Origin> origins) {
        return origins.stream()
                .anyMatch(origin -> folder.has(layerPlace(origin, stored)) || folder.has(blobPlace(origin, stored)));
    }

    /// The result for a layer, by diff id or by the digest of its packed bytes.
    Optional<byte[]> layer(Digest stored, List<Origin> origins) {
        return origins.stream()
                .flatMap(origin -> layer(stored, origin).stream())
                .findFirst();
    }

    private Optional<byte[]> layer(Digest stored, Origin origin) {
        Optional<byte[]> direct = folder.read(layerPlace(origin, stored), LayerFrames.MOST_BYTES);
        return direct.isPresent()
                ? direct
                : folder.read(blobPlace(origin, stored), 32)
                        .filter(raw -> raw.length == 32)
                        .flatMap(raw -> folder.read(layerPlace(origin, Digest.ofRaw(raw)), LayerFrames.MOST_BYTES));
    }

    /// The inventory that was made of an image of the engine.
    Optional<byte[]> inventory(ScanSource.Vouched image) {
        return folder.read(imagePlace(image), MOST_INVENTORY_BYTES);
    }

    void keepInventory(ScanSource.Vouched image, byte[] document) {
        if (document.length <= MOST_INVENTORY_BYTES) {
            keep(imagePlace(image), document);
        }
    }

    /// The inventory that was made of a file, if each of its bytes is what it was.
    Optional<byte[]> inventory(KnownFile file) {
        return folder.read(filePlace(file), MOST_INVENTORY_BYTES)
                .map(ByteBuffer::wrap)
                .flatMap(kept -> {
                    byte[] portrait = new byte[kept.getInt()];
                    kept.get(portrait);
                    if (!file.isOf(portrait)) {
                        return Optional.empty();
                    }
                    byte[] document = new byte[kept.remaining()];
                    kept.get(document);
                    return Optional.of(document);
                });
    }

    /// @param portrait by which the file is known again
    void keepInventory(KnownFile file, byte[] portrait, byte[] document) {
        long size = (long) Integer.BYTES + portrait.length + document.length;
        if (size <= MOST_INVENTORY_BYTES) {
            keep(
                    filePlace(file),
                    ByteBuffer.allocate((int) size)
                            .putInt(portrait.length)
                            .put(portrait)
                            .put(document)
                            .array());
        }
    }

    /// Keeps a result. It begins with the diff id and the digest of the packed bytes, which leads to it too: but not
    /// where the engine vouches, who does not name it.
    void keepLayer(Digest diffId, byte[] result, Origin origin) {
        keep(layerPlace(origin, diffId), result);
        if (!origin.isEngine()) {
            blob(result)
                    .filter(blob -> !blob.equals(diffId))
                    .ifPresent(
                            blob -> keep(blobPlace(origin, blob), HexFormat.of().parseHex(diffId.hex())));
        }
    }

    /// The digest of the packed bytes that a result says it is of.
    static Optional<Digest> blob(byte[] result) {
        return result.length < 64 ? Optional.empty() : Optional.of(Digest.ofRaw(Arrays.copyOfRange(result, 32, 64)));
    }

    /// Removes what has not been of use for long, where the folder has become too large.
    void tidy() {
        try {
            folder.shrink(MOST_BYTES);
        } catch (IOException e) {
            warn("old results of layers cannot be removed: " + e);
        }
    }

    private void keep(String place, byte[] content) {
        try {
            folder.write(place, content);
        } catch (IOException e) {
            warn("results of layers are not kept: " + e);
        }
    }

    private void warn(String sentence) {
        if (!warned.getAndSet(true)) {
            warning.accept(sentence);
        }
    }

    private String layerPlace(Origin origin, Digest diffId) {
        return place(origin) + "/layers/" + diffId.hex();
    }

    private String blobPlace(Origin origin, Digest blob) {
        return place(origin) + "/blobs/" + blob.hex();
    }

    private String place(Origin origin) {
        return build + "/" + origin.folder();
    }

    private String filePlace(KnownFile file) {
        return build + "/files/" + file.name();
    }

    private String imagePlace(ScanSource.Vouched image) {
        String identity = image.identity() + "\n" + image.diffIds();
        return build + "/images/"
                + Digest.of(identity.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
