package io.plimsoll.policy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A hostile policy, file of exceptions or VEX document, chosen by the first byte: it is read, or refused with
/// mistakes.
public final class DocumentTarget {
    private DocumentTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String document = new String(Arrays.copyOfRange(input, 1, input.length), StandardCharsets.UTF_8);
        try {
            switch ((input[0] & 0xff) % 3) {
                case 0 -> PolicyDocument.parse(document);
                case 1 -> WaiverDocument.parse(document);
                default -> VexDocument.parse(document);
            }
        } catch (InvalidPolicyException e) {
            if (e.mistakes().isEmpty()) {
                throw new IllegalStateException("refused without a mistake", e);
            }
        }
    }

    static byte[] input(int kind, String document) {
        byte[] text = document.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[text.length + 1];
        input[0] = (byte) kind;
        System.arraycopy(text, 0, input, 1, text.length);
        return input;
    }
}
