package io.plimsoll.center.server;

import io.plimsoll.center.server.database.DatabaseFailure;
import io.plimsoll.center.server.database.EmbeddedPostgres;
import io.plimsoll.center.server.database.PostgresBinaries;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// The program that runs the embedded database: `DatabaseMain --programs DIR --data DIR --socket-dir DIR
/// [--service-user NAME]`. It runs as a system user of its own, prints `ready` once the Command Center can connect, and
/// stays until it is told to end (SIGTERM) or PostgreSQL ends. The programs are those that [DatabaseUnpackMain]
/// unpacked.
public final class DatabaseMain {
    private static final Set<String> KNOWN = Set.of("programs", "data", "socket-dir", "service-user");

    private DatabaseMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres database;
        try {
            database = start(arguments);
        } catch (IllegalArgumentException | DatabaseFailure | UncheckedIOException e) {
            System.err.println("plimsoll database: " + e.getMessage());
            System.exit(2);
            return;
        }
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            database.close();
                        },
                        "stop-database"));
        System.out.println("ready");
        String lastWords = database.waitForEnd();
        if (!stopping.get()) {
            System.err.println("plimsoll database: PostgreSQL ended by itself: " + lastWords);
            System.exit(1);
        }
    }

    private static EmbeddedPostgres start(String[] arguments) {
        Options options = Options.of(arguments, KNOWN);
        Path programs = Path.of(options.required("programs")).toAbsolutePath();
        Path data = Path.of(options.required("data")).toAbsolutePath();
        Path sockets = Path.of(options.required("socket-dir")).toAbsolutePath();
        String serviceUser = options.optional("service-user").orElse("plimsoll-center");
        if (System.getProperty("user.name").equals("root")) {
            options.mistake("PostgreSQL refuses to run as root; run this as the system user plimsoll-database");
        }
        options.refuseMistakes();
        return EmbeddedPostgres.start(PostgresBinaries.in(programs), data, sockets, serviceUser);
    }
}
