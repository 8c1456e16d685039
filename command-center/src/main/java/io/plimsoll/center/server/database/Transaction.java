package io.plimsoll.center.server.database;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// SQL within one transaction. Statements have `?` for their arguments, which may be texts, numbers, truths, UUIDs,
/// [Instant], [Digest] (kept as 32 bytes), byte arrays, [Json], collections of texts (kept as `text[]`), and null.
public final class Transaction {
    private static final int FETCH = 1000;

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /// All rows.
    public <T> List<T> list(Row.Reader<T> reader, String sql, @Nullable Object... arguments) {
        List<T> list = new ArrayList<>();
        each(reader, list::add, sql, arguments);
        return list;
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(Row.Reader<T> reader, String sql, @Nullable Object... arguments) {
        return list(reader, sql, arguments).stream().findFirst();
    }

    /// The number in the first column of the only row.
    public long number(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// How many rows there are, counted no further than needed.
    ///
    /// @param most where counting ends
    /// @param from what stands behind `from`, with its conditions
    public long countUpTo(long most, String from, @Nullable Object... arguments) {
        @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = most;
        return number("select count(*) from (select 1 from " + from + " limit ?) counted", all);
    }

    /// Hands each row on without keeping them, however many there are.
    public <T> void each(Row.Reader<T> reader, Consumer<T> consumer, String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                Row row = new Row(rows);
                while (rows.next()) {
                    consumer.accept(reader.read(row));
                }
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// Lets nobody else hold this lock until the transaction ends; waits for who holds it.
    ///
    /// @param number by which one purpose is told from all others
    public void lock(long number) {
        list(row -> true, "select pg_advisory_xact_lock(?)", number);
    }

    /// The same, but those who share it do not wait for each other.
    public void lockShared(long number) {
        list(row -> true, "select pg_advisory_xact_lock_shared(?)", number);
    }

    /// Inserts, updates or deletes.
    ///
    /// @return how many rows
    public int change(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// The same change with many rows of arguments.
    public void changeAll(String sql, Collection<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// Appends rows by `COPY`, the fastest way in.
    ///
    /// @param target table and columns, such as `audit_event (sequence, type)`
    public void copy(String target, Collection<@Nullable Object[]> rows) {
        StringBuilder text = new StringBuilder(rows.size() * 256);
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(i == 0 ? "" : "\t");
                appendCopied(text, row[i]);
            }
            text.append('\n');
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + target + " from stdin", new StringReader(text.toString()));
        } catch (SQLException e) {
            throw failed("copy " + target, e);
        } catch (IOException e) {
            throw new DatabaseFailure("copy " + target + " failed: " + e.getMessage(), e);
        }
    }

    private static void appendCopied(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case Digest digest -> text.append("\\\\x").append(digest.hex());
            case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case Json json -> appendEscaped(text, json.text());
            default -> appendEscaped(text, value.toString());
        }
    }

    private static void appendEscaped(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    /// Runs the action once the transaction is durable, and never if it fails.
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /// Takes back all that was done so far; what follows is a transaction of its own.
    public void rollBack() {
        try {
            connection.rollback();
            afterCommit.clear();
        } catch (SQLException e) {
            throw failed("rollback", e);
        }
    }

    List<Runnable> actionsAfterCommit() {
        return afterCommit;
    }

    private PreparedStatement prepare(String sql, @Nullable Object[] arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, arguments);
        return statement;
    }

    private void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case Digest digest -> statement.setBytes(i + 1, HexFormat.of().parseHex(digest.hex()));
                case Json json -> statement.setObject(i + 1, json.text(), Types.OTHER);
                case Collection<?> texts ->
                    statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                case Object other -> statement.setObject(i + 1, other);
            }
        }
    }

    private static DatabaseFailure failed(String sql, SQLException e) {
        return new DatabaseFailure("the database refused '" + sql + "': " + e.getMessage(), e);
    }
}
