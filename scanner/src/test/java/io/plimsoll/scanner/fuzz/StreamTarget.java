package io.plimsoll.scanner.fuzz;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.InventoryWriter;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// A hostile stream: archive, layout or root file system, packed or not. The first byte of the input chooses which. It
/// gives an inventory, or an [IOException] that says why there is none.
public final class StreamTarget {
    private static final Kind[] KINDS = Kind.values();

    private StreamTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Kind kind = KINDS[(input[0] & 0xff) % KINDS.length];
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        Inventory inventory;
        try {
            inventory = Scans.scan(kind, stream, SmallLimits.LIMITS);
        } catch (IOException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("a failure without a reason", e);
            }
            return;
        }
        InventoryWriter.write(inventory, OutputStream.nullOutputStream());
    }

    /// An input that is this stream of that kind.
    static byte[] input(Kind kind, byte[] stream) {
        byte[] input = new byte[stream.length + 1];
        input[0] = (byte) Arrays.asList(KINDS).indexOf(kind);
        System.arraycopy(stream, 0, input, 1, stream.length);
        return input;
    }
}
