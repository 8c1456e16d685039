package io.plimsoll.enforcer.shim;

import java.nio.file.Path;

/// The programs that the build made, and the installer's script.
final class Programs {
    static final Path SHIM = Path.of("target/plimsoll-runc").toAbsolutePath();
    static final Path RECORDING_RUNC = Path.of("target/recording-runc").toAbsolutePath();
    static final Path UNPRIVILEGED_ENFORCER =
            Path.of("target/unprivileged-enforcer").toAbsolutePath();
    static final Path GATE_READER = Path.of("target/gate-reader").toAbsolutePath();
    static final Path INSTALLER = Path.of("src/dist/plimsoll-shim").toAbsolutePath();

    private Programs() {}
}
