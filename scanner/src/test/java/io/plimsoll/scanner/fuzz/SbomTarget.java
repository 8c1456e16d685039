package io.plimsoll.scanner.fuzz;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.InventoryWriter;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.sbom.SbomScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A hostile bill of materials gives an inventory, or an [IOException] that says why there is none.
public final class SbomTarget {
    private SbomTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Inventory inventory;
        try {
            inventory = SbomScan.read(
                    new ByteArrayInputStream(input), new Budget(SmallLimits.LIMITS, System::nanoTime), "0.1.0");
        } catch (IOException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("a failure without a reason", e);
            }
            return;
        }
        InventoryWriter.write(inventory, OutputStream.nullOutputStream());
    }
}
