package io.plimsoll.center.server.database;

import java.nio.file.Path;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to the embedded PostgreSQL.
final class SocketDataSource {
    private static final int MOST_SOCKET_PATH = 107;

    private SocketDataSource() {}

    /// @param socketFolder where PostgreSQL puts its socket
    /// @param role the database role; the server checks that this operating system user may be it
    static PGSimpleDataSource of(Path socketFolder, String role, String database) {
        Path socket = socketFolder.toAbsolutePath().resolve(".s.PGSQL.5432");
        if (socket.toString().length() > MOST_SOCKET_PATH) {
            throw new DatabaseFailure("the path of a UNIX socket has at most " + MOST_SOCKET_PATH
                    + " characters; choose a shorter folder than " + socketFolder);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setUser(role);
        source.setDatabaseName(database);
        source.setSocketFactory(UnixSocketFactory.class.getName());
        source.setSocketFactoryArg(socket.toString());
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        source.setApplicationName("plimsoll");
        source.setReWriteBatchedInserts(true);
        source.setAssumeMinServerVersion("15");
        return source;
    }

    /// What must be true of the server, by name of the setting: an audit trail that a power cut can shorten is none.
    static final Map<String, String> REQUIRED =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
}
