package io.plimsoll.feeds;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A folder of feeds that a test fills.
public record FeedFolder(Path root) {
    public FeedFolder text(String path, String text) throws IOException {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public FeedFolder bytes(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    public FeedFolder gzip(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        pack(file, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Packs as the ending of the name says.
    public static void pack(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        try (OutputStream out = packer(file)) {
            out.write(bytes);
        }
    }

    private static OutputStream packer(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        String name = file.toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "gz" -> new GZIPOutputStream(out);
            case "bz2" -> new BZip2CompressorOutputStream(out);
            case "xz" -> new XZOutputStream(out, new LZMA2Options());
            case "zst" -> new ZstdOutputStreamNoFinalizer(out);
            default -> out;
        };
    }

    /// A tar archive, packed as the ending of the name says.
    public FeedFolder tar(String path, Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                byte[] text = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry head = new TarArchiveEntry(entry.getKey());
                head.setSize(text.length);
                tar.putArchiveEntry(head);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        pack(root.resolve(path), bytes.toByteArray());
        return this;
    }

    public FeedFolder zip(String path, Map<String, String> entries) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return this;
    }

    /// Cuts off the second half of a file.
    public FeedFolder truncate(String path) throws IOException {
        byte[] bytes = Files.readAllBytes(root.resolve(path));
        return bytes(path, Arrays.copyOf(bytes, bytes.length / 2));
    }
}
