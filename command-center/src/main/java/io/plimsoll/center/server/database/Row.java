package io.plimsoll.center.server.database;

import io.plimsoll.model.Digest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The current row of a query, read by the names of its columns. Valid only while the row is being read.
public final class Row {
    /// Makes a value of a row.
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /// Empty where the column is null.
    public String text(String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text;
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return rows.getString(column);
    }

    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    public int integer(String column) throws SQLException {
        return rows.getInt(column);
    }

    public double decimal(String column) throws SQLException {
        return rows.getDouble(column);
    }

    public boolean truth(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    public UUID uuid(String column) throws SQLException {
        return rows.getObject(column, UUID.class);
    }

    public Optional<UUID> uuidIfAny(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, UUID.class));
    }

    public Instant instant(String column) throws SQLException {
        return instantIfAny(column)
                .orElseThrow(() -> new SQLException("column " + column + " is null where a time must be"));
    }

    public Optional<Instant> instantIfAny(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }

    public Digest digest(String column) throws SQLException {
        return Digest.ofRaw(rows.getBytes(column));
    }

    public List<String> texts(String column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    public Json json(String column) throws SQLException {
        return new Json(rows.getString(column));
    }

    /// A JSON object of texts; empty where the column is null.
    public Map<String, String> map(String column) throws SQLException {
        String json = rows.getString(column);
        return json == null ? Map.of() : new Json(json).asMap();
    }
}
