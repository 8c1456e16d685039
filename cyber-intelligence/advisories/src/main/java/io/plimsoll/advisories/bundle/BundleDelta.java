package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import io.plimsoll.model.Digest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// What leads from one bundle to another, and is much smaller than the other. Applied to the first it gives the second
/// byte for byte, so that the second's own signature vouches for the outcome. `docs/adr/0014-feed-updates.md`.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `PLIMDELT` |
/// | 4 | version of this format |
/// | 4 | length of the new bundle's preamble, header and signature |
/// | 32 | digest of the bundle it leads from, [BundleIdentity#digest] |
/// | n | the new bundle's preamble, header and signature, as they are |
/// | | the changes of both tables, by [DeltaMaking], compressed (zlib) |
public final class BundleDelta {
    private static final byte[] MAGIC = "PLIMDELT".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 2;
    private static final int MAX_ENVELOPE = Envelope.PREAMBLE + Envelope.MAX_HEADER + Envelope.SIGNATURE;

    private BundleDelta() {}

    /// Whether the file begins as a delta does; a bundle begins otherwise.
    public static boolean isDelta(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /// Writes the delta. Both bundles must stay open meanwhile.
    ///
    /// @param output replaced in one step; its folder must exist
    /// @return its length in bytes
    public static long write(Bundle before, Bundle after, Path output) {
        Path part = output.resolveSibling("." + output.getFileName() + ".part");
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                writeTo(file, before, after);
            }
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(output);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the delta " + output + ": " + e, e);
        }
    }

    private static void writeTo(OutputStream file, Bundle before, Bundle after) throws IOException {
        byte[] envelope = after.envelope();
        DataOutputStream head = new DataOutputStream(file);
        head.write(MAGIC);
        head.writeInt(FORMAT);
        head.writeInt(envelope.length);
        head.write(HexFormat.of().parseHex(before.identity().digest().hex()));
        head.write(envelope);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream body = new DeflaterOutputStream(file, deflater, 1 << 16)) {
            new DeltaMaking(before, after, body).make();
        } finally {
            deflater.end();
        }
    }

    /// Puts the new bundle together. Nothing is done before it is known that a trusted key signed it and that it is not
    /// older than the trust allows; nothing is kept unless every byte is as signed.
    ///
    /// @param before must stay open meanwhile
    /// @param output replaced in one step, or left as it was
    /// @throws BundleRefusedException if the delta leads from another bundle, or to one that must not be used
    public static BundleIdentity apply(Bundle before, Path delta, Path output, BundleTrust trust) {
        Path part = output.resolveSibling("." + output.getFileName() + ".joined");
        try {
            join(before, delta, part, trust);
            BundleIdentity identity;
            try (Bundle joined = Bundle.openWhole(part, trust)) {
                identity = joined.identity();
            }
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return identity;
        } catch (EOFException | ZipException e) {
            throw BundleOpening.refused(delta, Reason.TRUNCATED, "is damaged or cut off; fetch it again");
        } catch (NoSuchFileException e) {
            throw BundleOpening.refused(delta, Reason.UNREADABLE, "does not exist");
        } catch (IOException e) {
            throw new UncheckedIOException("could not put a bundle together at " + output + ": " + e, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void join(Bundle before, Path delta, Path part, BundleTrust trust) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(delta), 1 << 16)) {
            byte[] envelope = envelope(before, delta, new DataInputStream(file));
            BundleHeader header = BundleOpening.header(delta, envelope, trust);
            try (InputStream body = new BufferedInputStream(new InflaterInputStream(file), 1 << 16)) {
                DeltaJoining.join(before, envelope, header, body, part);
            }
        }
    }

    private static byte[] envelope(Bundle before, Path delta, DataInputStream head) throws IOException {
        if (!Arrays.equals(head.readNBytes(MAGIC.length), MAGIC)) {
            throw BundleOpening.refused(delta, Reason.NOT_A_BUNDLE, "is no delta of a bundle");
        }
        int format = head.readInt();
        if (format != FORMAT) {
            throw BundleOpening.refused(
                    delta,
                    Reason.OTHER_FORMAT,
                    "is a delta of format " + format + ", this program reads format " + FORMAT
                            + "; update Plimsoll or fetch the whole bundle");
        }
        int length = head.readInt();
        if (length < Envelope.PREAMBLE || length > MAX_ENVELOPE) {
            throw BundleOpening.refused(delta, Reason.TAMPERED, "claims a header of " + length + " bytes");
        }
        byte[] digest = new byte[32];
        head.readFully(digest);
        Digest from = Digest.ofRaw(digest);
        if (!from.equals(before.identity().digest())) {
            throw BundleOpening.refused(
                    delta,
                    Reason.OTHER_BASE,
                    "leads from the bundle " + from.shortHex() + ", but the one at hand is "
                            + before.identity().digest().shortHex() + "; fetch the whole bundle");
        }
        byte[] envelope = new byte[length];
        head.readFully(envelope);
        return envelope;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // The outcome is already decided; a left-over hidden file does no harm.
        }
    }
}
