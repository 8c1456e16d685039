package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.archive.StoredLayer;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.KnownLayers;
import io.plimsoll.scanner.layer.LayerResult;
import io.plimsoll.scanner.layer.ScannedLayer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Results of layers on their way into a scanner process, before the image, and out of it, before the inventory: each
/// a length of four bytes, a digest of 32 and the bytes; a negative length ends them. Where the archive holds its
/// layers
/// follows on those that come out, if that was asked for. Only the process looks into the bytes of results. Into the
/// process, 32 bytes are no result but the diff id of a known layer, which the source stores under a name with that
/// other digest.
final class LayerFrames {
    /// The most bytes of one result, a little more than the process writes.
    static final int MOST_BYTES = 65 << 20;

    static final int MOST_FRAMES = 1000;
    private static final int NAME_BYTES = 32;
    private static final int STORED_BYTES = 2 * Long.BYTES + NAME_BYTES;

    /// As many files as an archive may hold.
    private static final int MOST_STORED = 100_000;

    private static final int END = -1;
    private static final int END_NOT_REPEATABLE = -2;

    private LayerFrames() {}

    /// Takes results one by one.
    interface Taking {
        /// @param digest of the stored bytes where a process is told of it, the diff id where a process tells of it
        void take(Digest digest, byte[] result) throws IOException;
    }

    static void write(Digest digest, byte[] result, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(result.length);
        data.write(HexFormat.of().parseHex(digest.hex()));
        data.write(result);
    }

    static void writeEnd(OutputStream out) throws IOException {
        new DataOutputStream(out).writeInt(END);
    }

    /// Writes results, and whether the inventory that follows would be the same in another scan.
    static void write(Map<Digest, byte[]> layers, boolean isRepeatable, OutputStream out) throws IOException {
        for (Map.Entry<Digest, byte[]> layer : layers.entrySet()) {
            write(layer.getKey(), layer.getValue(), out);
        }
        new DataOutputStream(out).writeInt(isRepeatable ? END : END_NOT_REPEATABLE);
    }

    /// Reads results to their end, and not a byte further.
    ///
    /// @return whether the inventory that follows would be the same in another scan
    static boolean read(InputStream in, Taking taking) throws IOException {
        DataInputStream data = new DataInputStream(in);
        for (int frames = 0; frames <= MOST_FRAMES; frames++) {
            int length = data.readInt();
            if (length < 0) {
                return length == END;
            }
            if (length > MOST_BYTES) {
                throw new MalformedInput("the result of a layer has " + length + " bytes");
            }
            byte[] digest = data.readNBytes(32);
            byte[] result = data.readNBytes(length);
            if (digest.length < 32 || result.length < length) {
                throw new MalformedInput("the results of layers end too early");
            }
            taking.take(Digest.ofRaw(digest), result);
        }
        throw new MalformedInput("more than " + MOST_FRAMES + " results of layers");
    }

    /// Writes where an archive holds layers, behind the results.
    static void writeStored(List<StoredLayer> stored, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + stored.size() * STORED_BYTES);
        bytes.putInt(stored.size());
        for (StoredLayer layer : stored) {
            bytes.putLong(layer.from())
                    .putLong(layer.length())
                    .put(HexFormat.of().parseHex(layer.digest().hex()));
        }
        out.write(bytes.array());
    }

    /// Reads what [#writeStored] wrote, and not a byte further.
    static List<StoredLayer> readStored(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int count = data.readInt();
        if (count < 0 || count > MOST_STORED) {
            throw new MalformedInput("the archive is said to hold " + count + " layers");
        }
        List<StoredLayer> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = data.readLong();
            long length = data.readLong();
            byte[] digest = new byte[NAME_BYTES];
            data.readFully(digest);
            stored.add(new StoredLayer(from, length, Digest.ofRaw(digest)));
        }
        return stored;
    }

    /// Reads what is known before a scan. A result that makes no sense, or has no room in this scan, is not known.
    static KnownLayers known(InputStream in, boolean mayBeMissing, LayerResult results, Budget budget)
            throws IOException {
        Map<Digest, ScannedLayer> known = new HashMap<>();
        read(in, (digest, result) -> {
            ScannedLayer layer = result.length == NAME_BYTES
                    ? known.get(Digest.ofRaw(result))
                    : layer(digest, result, results, budget);
            if (layer != null) {
                known.put(digest, layer);
            }
        });
        return new KnownLayers(known, mayBeMissing);
    }

    private static @Nullable ScannedLayer layer(Digest digest, byte[] result, LayerResult results, Budget budget) {
        try {
            ScannedLayer layer = results.read(result, budget);
            boolean isMeant = digest.equals(layer.diffId()) || digest.equals(layer.blob());
            return isMeant ? layer : null;
        } catch (MalformedInput | LimitReached e) {
            return null;
        }
    }
}
