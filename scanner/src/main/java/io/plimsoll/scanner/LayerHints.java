package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.layer.KnownLayers;
import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which layers a source may hold, as its names have it. Nothing depends on them: a layer that nobody names is read,
/// and one that is named wrongly is found out.
final class LayerHints {
    /// No archive with more files is read.
    private static final int MOST_NAMES = 100_000;

    private LayerHints() {}

    /// The digests in the names of the files of an archive. Only headers are read; one that is packed as a whole, or
    /// broken, has none.
    static List<Digest> ofArchive(Path archive) {
        List<Digest> digests = new ArrayList<>();
        try (InputStream in = new FileInputStream(archive.toFile())) {
            if (!TarReader.isStartOfTar(in.readNBytes(512))) {
                return digests;
            }
        } catch (IOException e) {
            return digests;
        }
        try (InputStream in = new FileInputStream(archive.toFile())) {
            TarReader tar = new TarReader(in);
            int names = 0;
            for (TarEntry entry = tar.next(); entry != null && names < MOST_NAMES; entry = tar.next()) {
                names++;
                KnownLayers.claimedBy(entry.name()).ifPresent(digests::add);
            }
        } catch (IOException e) {
            // the process will say what is wrong with it
        }
        return digests;
    }

    /// The digests in the names of the blobs of an OCI layout.
    static List<Digest> ofLayout(Path folder) {
        try (Stream<Path> blobs = Files.list(folder.resolve("blobs/sha256"))) {
            return blobs.limit(MOST_NAMES)
                    .flatMap(blob -> KnownLayers.claimedBy(String.valueOf(blob.getFileName())).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
