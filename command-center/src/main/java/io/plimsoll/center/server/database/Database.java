package io.plimsoll.center.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/// The database as features see it: work in transactions, on a small pool of connections.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    /// Until the end of the transaction: a role of the database that sees what carries the labels, and lists that are
    /// counted within them.
    private static final String NARROW = "select set_config('plimsoll.label_scope', ?, true) as labels,"
            + " set_config('search_path', 'narrowed, plimsoll', true) as path,"
            + " set_config('role', 'plimsoll_scoped', true) as role";

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /// Opens the pool; waits up to half a minute for the database process.
    public static Database open(Path socketFolder) {
        HikariConfig config = new HikariConfig();
        PGSimpleDataSource source = SocketDataSource.of(socketFolder, PostgresCluster.SERVICE, PostgresCluster.NAME);
        // A plan for any words does not know that two letters are in no index of trigrams, and reads the whole of it.
        source.setOptions("-c plan_cache_mode=force_custom_plan");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setAutoCommit(false);
        config.setConnectionTimeout(20_000);
        config.setInitializationFailTimeout(30_000);
        config.setPoolName("database");
        try {
            return new Database(new HikariDataSource(config));
        } catch (RuntimeException e) {
            throw new DatabaseFailure(
                    "the database does not answer on a socket in " + socketFolder + ": " + e.getMessage(), e);
        }
    }

    /// Work that changes nothing; it sees what the [LabelScope] lets it that this thread has entered.
    public <T> T read(Function<Transaction, T> work) {
        LabelScope scope = LabelScope.current();
        return run(
                scope.isEverything()
                        ? work
                        : transaction -> {
                            transaction.list(
                                    row -> row.text("role"),
                                    NARROW,
                                    Json.of(scope.labels()).text());
                            return work.apply(transaction);
                        },
                true);
    }

    /// Work that changes something: all of it, or nothing when it throws. Sees everything; whoever is narrowed looks
    /// with [#read] first whether there is something to change.
    public <T> T write(Function<Transaction, T> work) {
        return run(work, false);
    }

    private <T> T run(Function<Transaction, T> work, boolean readOnly) {
        Transaction transaction;
        T result;
        try (Connection connection = pool.getConnection()) {
            connection.setReadOnly(readOnly);
            transaction = new Transaction(connection);
            try {
                result = work.apply(transaction);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("the database does not answer: " + e.getMessage(), e);
        }
        transaction.actionsAfterCommit().forEach(Runnable::run);
        return result;
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
