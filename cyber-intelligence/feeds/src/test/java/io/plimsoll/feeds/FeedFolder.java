package io.plimsoll.feeds;

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

    public static void pack(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
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
