package io.plimsoll.scanner.fuzz;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.InventoryWriter;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// A hostile result of a layer, as a scanner that was taken over could leave it behind. One that makes no sense is not
/// known; in any case the image gives an inventory. The input is what follows the digests of the layer: others are
/// refused in one step.
public final class LayerTarget {
    private static final int DIGESTS = 64;
    private static final byte[] IMAGE = image();
    private static final byte[] RESULT = soundResult();

    private LayerTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        byte[] result = Arrays.copyOf(RESULT, DIGESTS + input.length);
        System.arraycopy(input, 0, result, DIGESTS, input.length);
        Digest layer = Digest.ofRaw(Arrays.copyOf(RESULT, DIGESTS / 2));
        Inventory inventory = Scans.knowing(IMAGE, SmallLimits.LIMITS, layer, result);
        InventoryWriter.write(inventory, OutputStream.nullOutputStream());
    }

    /// The right one, as an input.
    static byte[] result() {
        return Arrays.copyOfRange(RESULT, DIGESTS, RESULT.length);
    }

    private static byte[] image() {
        return SampleImage.of(new TarBytes()
                        .file("etc/os-release", "ID=alpine\nVERSION_ID=3.20\n")
                        .file("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\no:musl\nF:lib\nR:libc.so\n\n")
                        .file("app/node_modules/left/package.json", "{\"name\":\"left\",\"version\":\"1.0.0\"}")
                        .file("usr/bin/run", 0755, new byte[] {'#', '!', '/', 'a', '\n'})
                        .symbolicLink("bin", "usr/bin")
                        .end())
                .dockerArchive();
    }

    private static byte[] soundResult() {
        try {
            return Scans.layers(IMAGE, SmallLimits.LIMITS).values().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
