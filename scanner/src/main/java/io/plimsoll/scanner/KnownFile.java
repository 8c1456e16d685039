package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.archive.StoredLayer;
import io.plimsoll.scanner.layer.LayerReaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// An archive in a file, which is known again by the digests of all its bytes: those of its layers, which a scan took
/// in
/// any case, and one of the rest. Nobody looks into the bytes for that.
final class KnownFile {
    private static final int HEAD = 4096;

    /// The most bytes outside of layers: headers and documents. An archive that is packed as a whole is all rest.
    private static final long MOST_REST = 16 << 20;

    private static final int BUFFER = 1 << 17;
    private static final int THREADS = 2;
    private static final String STAMP = "unix:size,lastModifiedTime,ctime,ino";

    private final Path file;
    private final String name;
    private final long size;
    private final Map<String, Object> stamp;

    private KnownFile(Path file, String name, long size, Map<String, Object> stamp) {
        this.file = file;
        this.name = name;
        this.size = size;
        this.stamp = stamp;
    }

    /// The file as it is now; empty where it cannot be read.
    ///
    /// @param arguments that say what is wanted of it
    static Optional<KnownFile> of(Path file, List<String> arguments) {
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, Object> stamp = Files.readAttributes(file, STAMP);
            long size = Files.size(file);
            MessageDigest sha256 = Digest.sha256();
            sha256.update((arguments + "\n" + size + "\n").getBytes(StandardCharsets.UTF_8));
            sha256.update(in.readNBytes(HEAD));
            return Optional.of(new KnownFile(file, HexFormat.of().formatHex(sha256.digest()), size, stamp));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Files of the same length and beginning, of which the same is wanted, share it.
    String name() {
        return name;
    }

    /// What it takes to know the file again ([#isOf]); empty where its layers do not account for nearly all of it, or
    /// it has changed since.
    ///
    /// @param layers where the scan found them
    Optional<byte[]> portrait(List<StoredLayer> layers) {
        List<StoredLayer> sorted = layers.stream()
                .sorted(Comparator.comparingLong(StoredLayer::from))
                .toList();
        if (!areApart(sorted)
                || size - layers.stream().mapToLong(StoredLayer::length).sum() > MOST_REST) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            LayerFrames.writeStored(sorted, bytes);
            bytes.writeBytes(
                    HexFormat.of().parseHex(digest(channel, rest(sorted)).hex()));
            return Files.readAttributes(file, STAMP).equals(stamp)
                    ? Optional.of(bytes.toByteArray())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Whether every byte of the file is as in a portrait.
    boolean isOf(byte[] portrait) {
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("known-file-", 0).factory());
        try (FileChannel channel = FileChannel.open(file)) {
            ByteArrayInputStream in = new ByteArrayInputStream(portrait);
            List<StoredLayer> layers = LayerFrames.readStored(in);
            Digest expected = Digest.ofRaw(in.readNBytes(32));
            List<Future<Boolean>> same = new ArrayList<>();
            layers.stream()
                    .sorted(Comparator.comparingLong(StoredLayer::length).reversed())
                    .forEach(layer -> same.add(threads.submit(() -> digest(
                                    channel, List.of(new Stretch(layer.from(), layer.length())))
                            .equals(layer.digest()))));
            boolean all = digest(channel, rest(layers)).equals(expected);
            for (Future<Boolean> one : same) {
                all &= LayerReaders.await(one);
            }
            return all;
        } catch (IOException | IllegalStateException e) {
            return false;
        } finally {
            threads.shutdownNow();
        }
    }

    private record Stretch(long from, long length) {}

    /// Whether layers lie in the file and none in another: a scanner process says where they are.
    private boolean areApart(List<StoredLayer> sorted) {
        long at = 0;
        for (StoredLayer layer : sorted) {
            if (layer.from() < at
                    || layer.from() > size
                    || layer.length() < 0
                    || layer.length() > size - layer.from()) {
                return false;
            }
            at = layer.from() + layer.length();
        }
        return true;
    }

    /// What lies before, between and behind layers.
    private List<Stretch> rest(List<StoredLayer> sorted) {
        List<Stretch> rest = new ArrayList<>();
        long at = 0;
        for (StoredLayer layer : sorted) {
            rest.add(new Stretch(at, layer.from() - at));
            at = layer.from() + layer.length();
        }
        rest.add(new Stretch(at, size - at));
        return rest;
    }

    private static Digest digest(FileChannel channel, List<Stretch> stretches) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        for (Stretch stretch : stretches) {
            long end = stretch.from() + stretch.length();
            for (long at = stretch.from(); at < end; ) {
                int read = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, end - at)), at);
                if (read < 0) {
                    throw new EOFException("the file has become shorter");
                }
                sha256.update(buffer, 0, read);
                at += read;
            }
        }
        return Digest.ofRaw(sha256.digest());
    }
}
