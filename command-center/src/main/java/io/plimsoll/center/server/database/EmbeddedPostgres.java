package io.plimsoll.center.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.ds.PGSimpleDataSource;

/// PostgreSQL in a folder of its own, brought up to where the Command Center can use it.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FileLock lock;
    private final Postmaster postmaster;

    private EmbeddedPostgres(FileLock lock, Postmaster postmaster) {
        this.lock = lock;
        this.postmaster = postmaster;
    }

    /// Starts it. When this returns, roles and tables are there.
    ///
    /// @param folder for cluster and log; belongs to the user who runs this
    /// @param socketFolder where the socket is to be
    /// @param serviceUser the operating system user of the Command Center
    public static EmbeddedPostgres start(
            PostgresBinaries binaries, Path folder, Path socketFolder, String serviceUser) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(socketFolder);
            FileLock lock = lock(folder.resolve("supervisor.lock"));
            PostgresCluster cluster = PostgresCluster.at(folder.resolve("cluster"), binaries);
            cluster.admit(System.getProperty("user.name"), serviceUser);
            Postmaster postmaster = Postmaster.start(binaries, cluster, socketFolder, folder.resolve("postgresql.log"));
            EmbeddedPostgres started = new EmbeddedPostgres(lock, postmaster);
            started.prepare(socketFolder);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the database folder " + folder + " is not usable: " + e.getMessage(), e);
        }
    }

    private static FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new DatabaseFailure("another Plimsoll database runs on " + file.getParent() + "; stop it first");
        }
        return lock;
    }

    private void prepare(Path socketFolder) {
        try {
            PGSimpleDataSource template = SocketDataSource.of(socketFolder, PostgresCluster.OWNER, "postgres");
            waitUntilOpen(template);
            createRoleAndDatabase(template);
            PGSimpleDataSource owner = SocketDataSource.of(socketFolder, PostgresCluster.OWNER, PostgresCluster.NAME);
            Schema.requireDurability(owner);
            Schema.migrate(owner);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void waitUntilOpen(PGSimpleDataSource source) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = source.getConnection()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                if (!postmaster.isAlive()) {
                    throw new DatabaseFailure("PostgreSQL ended while starting: " + postmaster.lastWords(), e);
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new DatabaseFailure(
                            "PostgreSQL does not open within " + PATIENCE.toSeconds() + " s: " + e.getMessage(), e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while PostgreSQL was starting", e);
        }
    }

    /// Makes the role of the Center and the database, once.
    private static void createRoleAndDatabase(PGSimpleDataSource template) {
        try (Connection connection = template.getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + PostgresCluster.SERVICE + "'")) {
                statement.execute("create role " + PostgresCluster.SERVICE + " login");
                statement.execute("alter role " + PostgresCluster.SERVICE + " set search_path = plimsoll");
                statement.execute("alter role " + PostgresCluster.SERVICE + " set statement_timeout = '60s'");
                statement.execute("alter role " + PostgresCluster.SERVICE + " set lock_timeout = '30s'");
                statement.execute(
                        "alter role " + PostgresCluster.SERVICE + " set idle_in_transaction_session_timeout = '60s'");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '" + PostgresCluster.NAME + "'")) {
                statement.execute("create database " + PostgresCluster.NAME);
                statement.execute("revoke all on database " + PostgresCluster.NAME + " from public");
                statement.execute(
                        "grant connect on database " + PostgresCluster.NAME + " to " + PostgresCluster.SERVICE);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("the database cannot be prepared: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /// Waits until the server ends by itself, which it should not.
    ///
    /// @return what it said last
    public String waitForEnd() throws InterruptedException {
        postmaster.waitForEnd();
        return postmaster.lastWords();
    }

    /// Stops the server and gives the folder free.
    @Override
    public void close() {
        postmaster.stop();
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the database folder cannot be given free", e);
        }
    }
}
