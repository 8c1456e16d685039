package io.plimsoll.advisories;

import java.io.ByteArrayInputStream;

/// A hostile inventory, as a scanner could send it that was taken over: it is read, or refused.
public final class InventoryTarget {
    private InventoryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            if (InventoryReader.read(new ByteArrayInputStream(input)).unknownExecutables() < 0) {
                throw new IllegalStateException("a negative number");
            }
        } catch (UnreadableInventoryException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("refused without a reason", e);
            }
        }
    }
}
