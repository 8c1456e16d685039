package io.plimsoll.scanner;

import io.plimsoll.scanner.layer.FileBytes;

/// What came out of a scanner process.
public sealed interface ScanOutcome {
    /// The inventory document, as [InventoryWriter] writes it; not yet trusted.
    record Made(FileBytes document) implements ScanOutcome {}

    /// There is none, and why, in one line for people.
    record CouldNot(String reason) implements ScanOutcome {}
}
