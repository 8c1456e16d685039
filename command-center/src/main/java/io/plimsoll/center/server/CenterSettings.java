package io.plimsoll.center.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// How this Command Center was told to run.
///
/// @param data folder for keys and bundles; belongs to the user of this process
/// @param databaseSocket folder of the database's socket
/// @param listen address for both ports
/// @param port for REST and console
/// @param enforcerPort for Enforcers
/// @param enrolmentFile where to write an enrolment string for the Enforcer of this host
/// @param registryProgram `libexec/plimsoll-registry`, by which registries are asked
/// @param scans of registries' images at once
/// @param trailMonths how long events of the audit trail are kept
/// @param administratorPassword for the first administrator, instead of a random one
public record CenterSettings(
        Path data,
        Path databaseSocket,
        String listen,
        int port,
        int enforcerPort,
        Optional<Path> enrolmentFile,
        Optional<Path> registryProgram,
        int scans,
        TrailMonths trailMonths,
        Optional<String> administratorPassword) {
    /// Scans at once unless told.
    public static final int USUAL_SCANS = 2;

    /// Each is a process of its own, with up to some hundred MB of memory.
    private static final int MOST_SCANS = 16;

    private static final Set<String> KNOWN = Set.of(
            "data",
            "database-socket",
            "listen",
            "port",
            "enforcer-port",
            "enrolment-file",
            "registry-program",
            "scans",
            "audit-online-months",
            "audit-kept-months");

    /// Reads `--data DIR --database-socket DIR [--listen ADDR] [--port N] [--enforcer-port N] [--enrolment-file FILE]
    /// [--registry-program FILE] [--scans N] [--audit-online-months N] [--audit-kept-months N]`.
    ///
    /// @throws IllegalArgumentException naming every mistake
    public static CenterSettings of(String[] arguments, Optional<String> administratorPassword) {
        Options options = Options.of(arguments, KNOWN);
        int port = options.port("port", 7443);
        CenterSettings settings = new CenterSettings(
                Path.of(options.required("data")).toAbsolutePath(),
                Path.of(options.required("database-socket")).toAbsolutePath(),
                options.optional("listen").orElse("127.0.0.1"),
                port,
                options.port("enforcer-port", port + 1),
                options.optional("enrolment-file").map(Path::of).map(Path::toAbsolutePath),
                options.optional("registry-program").map(Path::of).map(Path::toAbsolutePath),
                options.number("scans", USUAL_SCANS, 1, MOST_SCANS),
                TrailMonths.of(options),
                administratorPassword);
        options.refuseMistakes();
        return settings;
    }

    /// The host by which Enforcers on this machine reach it.
    public String localHost() {
        return listen.equals("0.0.0.0") || listen.equals("::") ? "127.0.0.1" : listen;
    }
}
