package io.plimsoll.audittrail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A hostile line of an export of the trail, of a file of checkpoints, or a checkpoint itself, chosen by the first
/// byte. It is read, or an [IllegalArgumentException]; what is read is written and read again as the same.
public final class LineTarget {
    private LineTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String line = new String(Arrays.copyOfRange(input, 1, input.length), StandardCharsets.UTF_8);
        try {
            switch ((input[0] & 0xff) % 3) {
                case 0 -> row(line);
                case 1 -> CheckpointLine.read(line);
                default -> checkpoint(line);
            }
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("refused without a reason", e);
            }
        }
    }

    private static void row(String line) {
        ChainLine read = ChainLine.read(line);
        if (!ChainLine.read(read.write()).equals(read)) {
            throw new IllegalStateException("read again it is another line");
        }
        if (read.row() instanceof ChainRow.Legible(SealedEvent sealed)
                && !ChainLine.of(sealed).equals(read)) {
            throw new IllegalStateException("its event gives another line");
        }
    }

    private static void checkpoint(String document) {
        Checkpoint read = Checkpoint.parse(document);
        if (!Checkpoint.parse(read.document()).equals(read)) {
            throw new IllegalStateException("read again it is another checkpoint");
        }
    }

    static byte[] input(int kind, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[text.length + 1];
        input[0] = (byte) kind;
        System.arraycopy(text, 0, input, 1, text.length);
        return input;
    }
}
