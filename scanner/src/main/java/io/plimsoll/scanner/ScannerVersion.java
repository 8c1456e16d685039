package io.plimsoll.scanner;

import java.util.Optional;

/// The version that inventories name as their maker.
final class ScannerVersion {
    private ScannerVersion() {}

    /// As the jar's manifest says; `development` outside of a jar.
    static String current() {
        return Optional.ofNullable(ScannerVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
