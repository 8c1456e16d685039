package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a bundle. The output appears whole or not at all, and everybody may read it: it is signed, not secret.
public final class BundleWriter {
    private BundleWriter() {}

    /// @param output replaced in one step; its folder must exist
    /// @param key the public half, whose id the bundle carries
    /// @return which bundle was written
    public static BundleIdentity write(BundleContents contents, Path output, BundleKey key, PrivateKey privateKey) {
        List<SortedTable.Entry> advisories = advisoryEntries(contents.advisories());
        SortedTable.Written advisoryTable = SortedTable.write(advisories);
        SortedTable.Written packageTable = SortedTable.write(packageEntries(contents, advisories));
        List<byte[]> sections = new ArrayList<>(List.of(
                advisoryTable.offsets(),
                advisoryTable.records(),
                packageTable.offsets(),
                packageTable.records(),
                SideTables.writeDecisions(advisories, contents.decisions()),
                SideTables.writeEndsOfLife(contents.endsOfLife())));
        sections.addAll(MaliciousAddresses.write(contents.addresses()));
        BundleHeader header = new BundleHeader(
                contents.builtAt(),
                contents.sources(),
                contents.coverage(),
                sections.stream()
                        .map(s -> new BundleHeader.Section(s.length, Digest.of(s)))
                        .toList());
        byte[] envelope = Envelope.seal(header.toBytes(), key, privateKey);
        replace(output, envelope, sections);
        return new BundleIdentity(Digest.of(envelope), contents.builtAt(), key.id());
    }

    private static List<SortedTable.Entry> advisoryEntries(List<Advisory> advisories) {
        return advisories.stream()
                .map(a -> new SortedTable.Entry(a.id().getBytes(StandardCharsets.UTF_8), AdvisoryRecord.write(a)))
                .sorted(Comparator.comparing(SortedTable.Entry::key, Arrays::compareUnsigned))
                .toList();
    }

    private static List<SortedTable.Entry> packageEntries(BundleContents contents, List<SortedTable.Entry> advisories) {
        Map<String, Integer> advisoryPlaces = new HashMap<>();
        for (SortedTable.Entry advisory : advisories) {
            advisoryPlaces.put(new String(advisory.key(), StandardCharsets.UTF_8), advisoryPlaces.size());
        }
        Map<String, Integer> sourcePlaces = new HashMap<>();
        for (SourceReport source : contents.sources()) {
            sourcePlaces.put(source.name(), sourcePlaces.size());
        }
        return contents.statements().entrySet().stream()
                .map(e -> packageEntry(e.getKey(), e.getValue(), advisoryPlaces, sourcePlaces))
                .toList();
    }

    private static SortedTable.Entry packageEntry(
            AdvisedPackage advised,
            List<Statement> statements,
            Map<String, Integer> advisoryPlaces,
            Map<String, Integer> sourcePlaces) {
        RecordWriter writer = new RecordWriter();
        writer.list(statements, (w, s) -> StatementRecord.write(w, s, advisoryPlaces, sourcePlaces));
        return new SortedTable.Entry(advised.key(), writer.toBytes());
    }

    private static void replace(Path output, byte[] envelope, List<byte[]> sections) {
        Path target = output.toAbsolutePath();
        Path temporary = null;
        try {
            temporary = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".part");
            writeAll(temporary, envelope, sections);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the bundle " + output + ": " + e, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void writeAll(Path file, byte[] envelope, List<byte[]> sections) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeFully(channel, envelope);
            for (byte[] section : sections) {
                writeFully(channel, section);
            }
            channel.force(true);
        }
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // The outcome is already decided; a left-over hidden file does no harm.
        }
    }
}
