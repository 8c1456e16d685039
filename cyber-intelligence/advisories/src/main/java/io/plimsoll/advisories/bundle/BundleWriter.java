package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a bundle. The output appears whole or not at all, and everybody may read it: it is signed, not secret.
public final class BundleWriter {
    private BundleWriter() {}

    /// @param output replaced in one step; its folder must exist
    /// @param key the public half, whose id the bundle carries
    /// @return which bundle was written
    public static BundleIdentity write(BundleContents contents, Path output, BundleKey key, PrivateKey privateKey) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        BlockOutput sections = new BlockOutput(blocks::writeBytes);
        try {
            write(contents, sections);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle does not fit into memory", e);
        }
        byte[] index = sections.index();
        BundleHeader header = new BundleHeader(
                contents.builtAt(),
                contents.sources(),
                contents.coverage(),
                new BundleHeader.Index(index.length, Digest.of(index)),
                blocks.size(),
                sections.sections());
        byte[] envelope = Envelope.seal(header.toBytes(), key, privateKey);
        replace(output, List.of(envelope, index, blocks.toByteArray()));
        return new BundleIdentity(Digest.of(envelope), contents.builtAt(), key.id());
    }

    private static void write(BundleContents contents, BlockOutput output) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Advisory advisory : inOrder(contents.advisories())) {
            ids.add(advisory.id());
            output.add(AdvisoryRecord.write(advisory));
        }
        output.endSection();
        packages(contents, Set.copyOf(ids), output);
        output.section(SideTables.writeDecisions(ids, contents.decisions()));
        output.section(SideTables.writeEndsOfLife(contents.endsOfLife()));
        for (byte[] section : MaliciousAddresses.write(contents.addresses())) {
            output.section(section);
        }
    }

    private static List<Advisory> inOrder(List<Advisory> advisories) {
        return advisories.stream()
                .sorted(Comparator.comparing(a -> a.id().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .toList();
    }

    private static void packages(BundleContents contents, Set<String> advisories, BlockOutput output)
            throws IOException {
        Map<String, Integer> sources = new HashMap<>();
        for (SourceReport source : contents.sources()) {
            sources.put(source.name(), sources.size());
        }
        for (Map.Entry<AdvisedPackage, List<Statement>> about :
                contents.statements().entrySet()) {
            RecordWriter record = new RecordWriter().block(about.getKey().key());
            record.list(about.getValue(), (writer, statement) -> {
                if (!advisories.contains(statement.advisoryId())) {
                    throw new IllegalArgumentException(
                            "a statement names the advisory '" + statement.advisoryId() + "', which is not there");
                }
                StatementRecord.write(writer, statement, sources);
            });
            output.add(record.toBytes());
        }
        output.endSection();
    }

    private static void replace(Path output, List<byte[]> parts) {
        Path target = output.toAbsolutePath();
        Path temporary = null;
        try {
            temporary = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".part");
            writeAll(temporary, parts);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the bundle " + output + ": " + e, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void writeAll(Path file, List<byte[]> parts) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (byte[] part : parts) {
                writeFully(channel, part);
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
