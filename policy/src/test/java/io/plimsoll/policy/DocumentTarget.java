package io.plimsoll.policy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A hostile policy, file of exceptions, VEX document or snapshot of policies, chosen by the first byte: it is read, or
/// an [InvalidPolicyException] with mistakes. A snapshot that is read is written and read again as the same.
public final class DocumentTarget {
    private DocumentTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String document = new String(Arrays.copyOfRange(input, 1, input.length), StandardCharsets.UTF_8);
        try {
            switch ((input[0] & 0xff) % 4) {
                case 0 -> PolicyDocument.parse(document);
                case 1 -> WaiverDocument.parse(document);
                case 2 -> VexDocument.parse(document);
                default -> snapshot(document.getBytes(StandardCharsets.UTF_8));
            }
        } catch (InvalidPolicyException e) {
            if (e.mistakes().isEmpty()) {
                throw new IllegalStateException("refused without a mistake", e);
            }
        }
    }

    private static void snapshot(byte[] document) {
        PolicySnapshot snapshot = SnapshotDocument.read(document);
        if (!SnapshotDocument.read(SnapshotDocument.write(snapshot)).equals(snapshot)) {
            throw new IllegalStateException("read again it is another snapshot");
        }
    }

    /// @param kind 0 policy, 1 exceptions, 2 VEX, 3 snapshot
    static byte[] input(int kind, String document) {
        byte[] text = document.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[text.length + 1];
        input[0] = (byte) kind;
        System.arraycopy(text, 0, input, 1, text.length);
        return input;
    }
}
