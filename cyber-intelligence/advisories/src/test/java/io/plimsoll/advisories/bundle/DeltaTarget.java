package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A hostile delta gives the bundle that was signed, byte for byte, or a [BundleRefusedException] and no file.
///
/// The first byte of the input chooses what the rest is: operations, which are put behind the right head, or a body as
/// it is compressed, or the whole file.
public final class DeltaTarget {
    private static final Instant MONDAY = BundleFixture.BUILT_AT;
    private static final Set<Reason> REASONS = Set.of(
            Reason.NOT_A_BUNDLE,
            Reason.OTHER_FORMAT,
            Reason.OTHER_BASE,
            Reason.TRUNCATED,
            Reason.TAMPERED,
            Reason.MALFORMED,
            Reason.UNKNOWN_KEY,
            Reason.ROLLBACK);

    private static final Path FOLDER = folder();
    private static final BundleTrust TRUST = write();
    private static final byte[] DELTA = bytes("delta");
    private static final int HEAD = 48 + ByteBuffer.wrap(DELTA).getInt(12);

    private DeltaTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Path delta = FOLDER.resolve("hostile");
        Files.write(delta, file(input[0], Arrays.copyOfRange(input, 1, input.length)));
        Path joined = FOLDER.resolve("joined");
        Files.deleteIfExists(joined);
        try (Bundle before = Bundle.open(FOLDER.resolve("old"), TRUST)) {
            BundleDelta.apply(before, delta, joined, TRUST);
            if (Files.mismatch(joined, FOLDER.resolve("new")) >= 0) {
                throw new IllegalStateException("another bundle than the signed one");
            }
        } catch (BundleRefusedException e) {
            if (!REASONS.contains(e.reason()) || Files.exists(joined)) {
                throw new IllegalStateException("refused for " + e.reason() + ", or not without a trace", e);
            }
        }
    }

    private static byte[] file(byte kind, byte[] rest) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        switch ((kind & 0xff) % 3) {
            case 0 -> {
                file.write(DELTA, 0, HEAD);
                try (DeflaterOutputStream body = new DeflaterOutputStream(file)) {
                    body.write(rest);
                }
            }
            case 1 -> {
                file.write(DELTA, 0, HEAD);
                file.write(rest);
            }
            default -> file.write(rest);
        }
        return file.toByteArray();
    }

    /// The right operations, as an input.
    public static byte[] operations() throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(0);
        try (var body = new InflaterInputStream(new ByteArrayInputStream(DELTA, HEAD, DELTA.length - HEAD))) {
            body.transferTo(input);
        }
        return input.toByteArray();
    }

    /// The file as it begins, as an input: its keys and signatures are others in each process.
    public static byte[] head() {
        byte[] input = new byte[17];
        input[0] = 2;
        System.arraycopy(DELTA, 0, input, 1, 16);
        return input;
    }

    private static BundleTrust write() {
        RandomBundles world = new RandomBundles(7);
        BundleFixture old = world.on(0);
        BundleFixture now = world.on(1);
        old.write(FOLDER.resolve("old"), MONDAY);
        now.write(FOLDER.resolve("new"), MONDAY.plus(Duration.ofDays(1)));
        BundleTrust trust = BundleTrust.in(List.of(old.key(), now.key()));
        try (Bundle before = Bundle.open(FOLDER.resolve("old"), trust);
                Bundle after = Bundle.open(FOLDER.resolve("new"), trust)) {
            BundleDelta.write(before, after, FOLDER.resolve("delta"));
        }
        return trust;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("deltas");
            folder.toFile().deleteOnExit();
            for (String file : List.of("old", "new", "delta", "hostile", "joined")) {
                folder.resolve(file).toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
