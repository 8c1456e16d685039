package io.plimsoll.enforcer.images;

import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.engine.ExportedLayers;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What scans found in layers, on the disk: `<build of the scanner>/<diff id>`, each with its SHA-256 at the
/// end. May be deleted at any time; whatever goes wrong with it costs time and nothing else. Only the Enforcer
/// reads and writes it: the scanner process gets results and gives them through pipes. Belongs to the thread
/// that scans.
public final class LayerFolder {
    /// All results together.
    static final long MOST_BYTES = 512L << 20;

    private static final int SEAL = 32;
    private static final String SECRET = "secret";
    private static final String DRAFTS = "drafts";

    private final Path folder;
    private final Path scanner;
    private final Failures failures;
    private final InstantSource clock;
    private final long most;

    /// @param folder is made with mode 0700
    /// @param scanner the program `plimsoll-scanner`
    public LayerFolder(Path folder, Path scanner, Failures failures, InstantSource clock) {
        this(folder, scanner, failures, clock, MOST_BYTES);
    }

    LayerFolder(Path folder, Path scanner, Failures failures, InstantSource clock, long most) {
        this.folder = folder;
        this.scanner = scanner;
        this.failures = failures;
        this.clock = clock;
        this.most = most;
    }

    /// Begins the scan of an image.
    ///
    /// @param layers its diff ids, as the engine has them; with none nothing is known and nothing will be kept
    /// @param afresh whether everything is to be read whatever is known
    LayerResults begin(List<Digest> layers, boolean afresh) {
        if (layers.isEmpty()) {
            return LayerResults.NONE;
        }
        try {
            WholeFile.folder(folder);
            String build = build();
            empty(folder.resolve(DRAFTS));
            forgetOtherBuilds(build);
            WholeFile.folder(folder.resolve(build));
            WholeFile.folder(folder.resolve(DRAFTS));
            List<Digest> known = afresh
                    ? List.of()
                    : layers.stream()
                            .distinct()
                            .filter(layer -> isSound(file(build, layer)))
                            .toList();
            return new LayerResults(
                    this, build, secret(), layers, ExportedLayers.byName(layers, ZoneId.systemDefault()), known);
        } catch (IOException | UncheckedIOException e) {
            failures.note(Failure.LAYERS_NOT_KEPT, String.valueOf(e.getMessage()));
            return LayerResults.NONE;
        }
    }

    /// The scanner's very code: what one build makes of a layer is nothing to another.
    private String build() throws IOException {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(Files.readAllBytes(scanner));
        Path home = scanner.toAbsolutePath().resolve("../..").normalize();
        try (Stream<Path> jars = Files.list(home.resolve("lib/scanner"))) {
            for (Path jar :
                    jars.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(jar), sha256)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return HexFormat.of().formatHex(sha256.digest()).substring(0, 32);
    }

    /// The numbers of paths mean something under one secret only. It goes to the scanner, who is to know it, and never
    /// to a maker of images, who could give two paths one number.
    private long secret() {
        WholeFile file = new WholeFile(folder.resolve(SECRET), Long.BYTES);
        byte[] secret = file.read().filter(bytes -> bytes.length == Long.BYTES).orElseGet(() -> {
            byte[] fresh = new byte[Long.BYTES];
            new SecureRandom().nextBytes(fresh);
            file.write(fresh);
            return fresh;
        });
        return ByteBuffer.wrap(secret).getLong();
    }

    /// Whether there is a result that is as it was written. It was of use now.
    private boolean isSound(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file) - SEAL;
            MessageDigest sha256 = Digest.sha256();
            boolean sound = size >= 0
                    && copy(new DigestInputStream(in, sha256), OutputStream.nullOutputStream(), size)
                    && MessageDigest.isEqual(sha256.digest(), in.readNBytes(SEAL));
            if (sound) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } else {
                Files.delete(file);
            }
            return sound;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            failures.note(Failure.LAYERS_NOT_KEPT, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// How many bytes a sound result has.
    long size(String build, Digest layer) throws IOException {
        return Files.size(file(build, layer)) - SEAL;
    }

    /// Copies a sound result without its seal.
    void copy(String build, Digest layer, long size, OutputStream to) throws IOException {
        try (InputStream in = Files.newInputStream(file(build, layer))) {
            if (!copy(in, to, size)) {
                throw new IOException("the result for layer " + layer + " ends too early");
            }
        }
    }

    private static boolean copy(InputStream from, OutputStream to, long bytes) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = bytes;
        while (left > 0) {
            int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return false;
            }
            to.write(buffer, 0, read);
            left -= read;
        }
        return true;
    }

    /// Where a result is written before it counts.
    Path draft(Digest layer) {
        return folder.resolve(DRAFTS).resolve(layer.hex());
    }

    /// Makes a draft, sealed already, the result for a layer.
    void keep(String build, Digest layer) throws IOException {
        Files.move(
                draft(layer), file(build, layer), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Removes what was of no use for longest, until the rest is not larger than it may be.
    void shrink(String build) throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(folder.resolve(build))) {
            newestFirst = files.sorted(Comparator.comparing(LayerFolder::used).reversed())
                    .toList();
        }
        long size = 0;
        for (Path file : newestFirst) {
            size += Files.size(file);
            if (size > most) {
                Files.delete(file);
            }
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String build, Digest layer) {
        return folder.resolve(build).resolve(layer.hex());
    }

    void note(String why) {
        failures.note(Failure.LAYERS_NOT_KEPT, why);
    }

    private void forgetOtherBuilds(String build) throws IOException {
        try (Stream<Path> builds = Files.list(folder)) {
            for (Path other : builds.filter(Files::isDirectory)
                    .filter(one -> !one.endsWith(build) && !one.endsWith(DRAFTS))
                    .toList()) {
                empty(other);
                Files.delete(other);
            }
        }
    }

    /// Removes the files of a folder, which holds no folders.
    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            // there is none yet
        }
    }
}
