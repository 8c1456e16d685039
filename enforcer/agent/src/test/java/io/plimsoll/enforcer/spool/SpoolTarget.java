package io.plimsoll.enforcer.spool;

import io.plimsoll.enforcer.failures.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/// The files of a spool as a broken disk could leave them. There is a spool in any case, or the host would have no
/// journal; an event of it that is none is an [UncheckedIOException] for whoever reads it.
///
/// The first byte of the input says what was acknowledged and whether the rest is a file as it lies, or the payload of
/// one sound record; half of it is the older file.
public final class SpoolTarget {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T00:00:00Z"));
    private static final SpoolLimits LIMITS = new SpoolLimits(1 << 20, 1 << 12, 64);

    private SpoolTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        Path parent = Files.createTempDirectory("spools");
        try {
            read(write(parent.resolve("spool"), input[0] & 0xff, Arrays.copyOfRange(input, 1, input.length)));
        } finally {
            delete(parent);
        }
    }

    private static Path write(Path folder, int how, byte[] rest) throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("id"), new UUID(1, 2).toString());
        Files.writeString(folder.resolve("acknowledged"), Integer.toString(how >> 2));
        int half = (how & 1) == 0 ? rest.length : rest.length / 2;
        Files.write(Segment.path(folder, 1), file(how, Arrays.copyOf(rest, half)));
        if (half < rest.length) {
            Files.write(Segment.path(folder, 2), file(how, Arrays.copyOfRange(rest, half, rest.length)));
        }
        return folder;
    }

    private static byte[] file(int how, byte[] bytes) {
        if ((how & 2) == 0 || bytes.length == 0) {
            return bytes;
        }
        return record(bytes);
    }

    /// One sound record with that payload.
    public static byte[] record(byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(RecordForm.length(payload));
        RecordForm.put(record, payload);
        return record.array();
    }

    private static void read(Path folder) {
        try (Spool spool = Spool.open(folder, LIMITS, new Failures(), CLOCK);
                SpoolReader reader = spool.reader()) {
            try {
                while (!reader.read(16, 1 << 16).isEmpty()) {
                    // To the end.
                }
            } catch (UncheckedIOException e) {
                if (e.getMessage() == null || e.getMessage().isBlank()) {
                    throw new IllegalStateException("a failure without a reason", e);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// An input: how the spool is laid out, then the files.
    public static byte[] input(int how, byte[]... files) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(how);
        for (byte[] file : files) {
            input.writeBytes(file);
        }
        return input.toByteArray();
    }
}
