package io.plimsoll.enforcer.images;

import io.plimsoll.model.Digest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one scan takes from the layer folder, and what it leaves there. The form is that of the scanner program: each
/// result is a length of four bytes, a digest of 32 and the bytes; a negative length ends them. A result of 32 bytes
/// is no result, but says which layer has the digest in its name.
///
/// Nothing counts before [#keep]: results of a scan that came to nothing, or of another image than was asked for, are
/// thrown away with their drafts.
public final class LayerResults {
    /// Nothing is known of any layer, and nothing will be kept.
    static final LayerResults NONE = new LayerResults(null, "", 0, List.of(), Map.of(), List.of());

    /// The most bytes of one result, as the program has it.
    static final int MOST_OF_ONE = 65 << 20;

    /// The most bytes that one scan may leave on the disk.
    static final long MOST_OF_ALL = 256L << 20;

    private static final int MOST_FRAMES = 1000;
    private static final int END = -1;
    private static final int DIGEST = 32;
    private static final String PATH_SECRET = "PLIMSOLL_PATH_SECRET";

    private final @Nullable LayerFolder folder;
    private final String build;
    private final long secret;
    private final Set<Digest> layers;
    private final Map<Digest, Digest> names;
    private final List<Digest> known;
    private final List<Digest> drafts = new ArrayList<>();
    private long bytes;

    /// @param names the diff ids of layers whose files bear another digest in their name
    LayerResults(
            @Nullable LayerFolder folder,
            String build,
            long secret,
            List<Digest> layers,
            Map<Digest, Digest> names,
            List<Digest> known) {
        this.folder = folder;
        this.build = build;
        this.secret = secret;
        this.layers = new HashSet<>(layers);
        this.names = new LinkedHashMap<>(names);
        this.known = List.copyOf(known);
    }

    /// Layers that need not be read again.
    List<Digest> known() {
        return known;
    }

    /// The arguments for the program.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!known.isEmpty()) {
            arguments.add("--take-layers");
        }
        if (folder != null) {
            arguments.add("--give-layers");
        }
        return arguments;
    }

    /// The environment for the program.
    Map<String, String> environment() {
        return folder == null ? Map.of() : Map.of(PATH_SECRET, String.format(Locale.ROOT, "%016x", secret));
    }

    /// Writes what is known, before the image.
    void writeTo(OutputStream program) throws IOException {
        if (folder == null || known.isEmpty()) {
            return;
        }
        DataOutputStream out = new DataOutputStream(program);
        for (Digest layer : known) {
            long size = folder.size(build, layer);
            out.writeInt(Math.toIntExact(size));
            out.write(HexFormat.of().parseHex(layer.hex()));
            folder.copy(build, layer, size, out);
        }
        for (Map.Entry<Digest, Digest> name : names.entrySet()) {
            if (known.contains(name.getValue())) {
                out.writeInt(DIGEST);
                out.write(HexFormat.of().parseHex(name.getKey().hex()));
                out.write(HexFormat.of().parseHex(name.getValue().hex()));
            }
        }
        out.writeInt(END);
    }

    /// Takes new results, and leaves the inventory behind them unread. Only those of layers that the engine lists for
    /// this image are written down.
    ///
    /// @throws ScanFailedException if they do not follow their form
    void takeFrom(InputStream program) throws IOException {
        if (folder == null) {
            return;
        }
        try {
            takeFrom(new DataInputStream(program), folder);
        } catch (EOFException e) {
            throw new ScanFailedException("the results of layers end too early", e);
        }
    }

    private void takeFrom(DataInputStream in, LayerFolder to) throws IOException {
        for (int frames = 0; frames <= MOST_FRAMES; frames++) {
            int length = in.readInt();
            if (length < 0) {
                return;
            }
            byte[] digest = in.readNBytes(DIGEST);
            if (length > MOST_OF_ONE || digest.length < DIGEST) {
                throw new ScanFailedException("the scanner gave a result of " + length + " bytes for a layer");
            }
            take(Digest.ofRaw(digest), length, in, to);
        }
        throw new ScanFailedException("the scanner gave more than " + MOST_FRAMES + " results of layers");
    }

    private void take(Digest layer, int length, DataInputStream in, LayerFolder to) throws IOException {
        bytes += length;
        boolean wanted = layers.contains(layer) && !drafts.contains(layer) && bytes <= MOST_OF_ALL;
        try (Draft draft = new Draft(to, layer, wanted)) {
            byte[] buffer = new byte[64 * 1024];
            for (int left = length; left > 0; ) {
                int read = in.read(buffer, 0, Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                draft.write(buffer, read);
                left -= read;
            }
            if (draft.seal()) {
                drafts.add(layer);
            }
        }
    }

    /// Lets the results count. To be called once the scan has ended well and the image is the one that was asked for.
    void keep() {
        if (folder == null) {
            return;
        }
        try {
            for (Digest layer : drafts) {
                folder.keep(build, layer);
            }
            folder.shrink(build);
        } catch (IOException e) {
            folder.note("results of layers cannot be kept: " + e);
        }
    }

    /// A result on its way to the disk. One that cannot be written is read to its end all the same: the inventory comes
    /// behind it.
    private static final class Draft implements AutoCloseable {
        private final LayerFolder folder;
        private final MessageDigest sha256 = Digest.sha256();
        private @Nullable OutputStream out;

        Draft(LayerFolder folder, Digest layer, boolean wanted) {
            this.folder = folder;
            try {
                out = wanted ? Files.newOutputStream(folder.draft(layer)) : null;
            } catch (IOException e) {
                giveUp(e);
            }
        }

        void write(byte[] buffer, int length) {
            OutputStream open = out;
            if (open == null) {
                return;
            }
            sha256.update(buffer, 0, length);
            try {
                open.write(buffer, 0, length);
            } catch (IOException e) {
                giveUp(e);
            }
        }

        /// @return whether all of it is there
        boolean seal() {
            byte[] seal = sha256.digest();
            write(seal, seal.length);
            close();
            return out != null;
        }

        private void giveUp(IOException why) {
            close();
            out = null;
            folder.note("results of layers cannot be written: " + why);
        }

        @Override
        public void close() {
            try {
                if (out != null) {
                    out.close();
                }
            } catch (IOException e) {
                out = null;
                folder.note("results of layers cannot be written: " + e);
            }
        }
    }
}
