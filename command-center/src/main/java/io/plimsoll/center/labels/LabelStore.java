package io.plimsoll.center.labels;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of labels.
final class LabelStore {
    /// The name of an asset, null when it is gone.
    private static final String NAME = "case kind"
            + " when 'host' then (select h.name from host h where h.id::text = asset_id)"
            + " when 'image' then (select i.name from image i where i.id = asset_id and i.gone_at is null)"
            + " when 'network' then (select n.name || ' on ' || h.name from plimsoll.network n"
            + " join host h on h.id = n.host_id where n.id::text = asset_id and n.gone_at is null)"
            + " when 'service' then (select s.name from service s where s.name = asset_id)"
            + " else (select c.name from container c where c.id = asset_id and c.gone_at is null limit 1) end";

    private LabelStore() {}

    static boolean assetExists(Transaction transaction, AssetKind kind, String id) {
        return switch (kind) {
                    case HOST -> transaction.number("select count(*) from host where id::text = ?", id);
                    case IMAGE -> transaction.number("select count(*) from image where id = ?", id);
                    case NETWORK -> transaction.number("select count(*) from network where id::text = ?", id);
                    case SERVICE -> transaction.number("select count(*) from service where name = ?", id);
                    case CONTAINER -> transaction.number("select count(*) from container where id = ?", id);
                }
                > 0;
    }

    /// Where a container runs and from which image, or where a network is, so that their events tell.
    ///
    /// @param imageId empty of a network, and so is its name
    record Place(String imageId, String imageName, String hostName) {}

    static Optional<Place> place(Transaction transaction, Label label) {
        return switch (label.kind()) {
            case CONTAINER ->
                transaction.first(
                        row -> new Place(row.text("image_id"), row.text("image_name"), row.text("host_name")),
                        "select c.image_id, c.image_name, h.name as host_name from container c"
                                + " join host h on h.id = c.host_id where c.id = ? order by c.gone_at desc nulls first"
                                + " limit 1",
                        label.id());
            case NETWORK ->
                transaction.first(
                        row -> new Place("", "", row.text("host_name")),
                        "select h.name as host_name from network n join host h on h.id = n.host_id where n.id::text = ?",
                        label.id());
            case HOST, IMAGE, SERVICE -> Optional.empty();
        };
    }

    static List<Label> list(Transaction transaction, Optional<AssetKind> kind, Optional<String> id, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        String where = where(kind, id, arguments);
        Cursor after = page.after().orElse(Cursor.of("", "", ""));
        arguments.addAll(List.of(after.text(0), after.text(1), after.text(2), page.rows()));
        return transaction.list(
                LabelStore::label,
                "select kind, asset_id, " + NAME + " as name, key, value, set_by, set_at from label where " + where
                        + " and (kind, asset_id, key) > (?, ?, ?) order by kind, asset_id, key limit ?",
                arguments.toArray());
    }

    static Total total(Transaction transaction, Optional<AssetKind> kind, Optional<String> id) {
        List<@Nullable Object> arguments = new ArrayList<>();
        return Total.of(transaction.number(
                "select count(*) from label where " + where(kind, id, arguments), arguments.toArray()));
    }

    private static String where(Optional<AssetKind> kind, Optional<String> id, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        kind.ifPresent(k -> {
            where.append(" and kind = ?");
            arguments.add(k.word());
        });
        id.ifPresent(i -> {
            where.append(" and asset_id = ?");
            arguments.add(i);
        });
        return where.toString();
    }

    static Optional<Label> find(Transaction transaction, AssetKind kind, String id, String key) {
        return transaction.first(
                LabelStore::label,
                "select kind, asset_id, " + NAME + " as name, key, value, set_by, set_at from label"
                        + " where kind = ? and asset_id = ? and key = ?",
                kind.word(),
                id,
                key);
    }

    private static Label label(Row row) throws SQLException {
        return new Label(
                AssetKind.ofWord(row.text("kind")).orElseThrow(() -> new SQLException("a label of an unknown kind")),
                row.text("asset_id"),
                Optional.ofNullable(row.textOrNull("name")),
                row.text("key"),
                row.text("value"),
                row.text("set_by"),
                row.instant("set_at"));
    }

    static void put(Transaction transaction, Label label) {
        transaction.change(
                "insert into label (kind, asset_id, key, value, set_by, set_at) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (kind, asset_id, key) do update set value = excluded.value,"
                        + " set_by = excluded.set_by, set_at = excluded.set_at",
                label.kind().word(),
                label.id(),
                label.key(),
                label.value(),
                label.setBy(),
                label.setAt());
    }

    static void delete(Transaction transaction, Label label) {
        transaction.change(
                "delete from label where kind = ? and asset_id = ? and key = ?",
                label.kind().word(),
                label.id(),
                label.key());
    }

    static List<Label> all(Transaction transaction, AssetKind kind, String id) {
        return transaction.list(
                LabelStore::label,
                "select kind, asset_id, " + NAME + " as name, key, value, set_by, set_at from label"
                        + " where kind = ? and asset_id = ? order by key",
                kind.word(),
                id);
    }

    private record Entry(String id, String key, String value) {}

    static Map<String, Map<String, String>> of(Transaction transaction, AssetKind kind, Collection<String> ids) {
        return byAsset(transaction.list(
                LabelStore::entry,
                "select asset_id, key, value from label where kind = ? and asset_id = any (?)",
                kind.word(),
                ids));
    }

    static Map<String, Map<String, String>> all(Transaction transaction, AssetKind kind) {
        return byAsset(transaction.list(
                LabelStore::entry, "select asset_id, key, value from label where kind = ?", kind.word()));
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(row.text("asset_id"), row.text("key"), row.text("value"));
    }

    private static Map<String, Map<String, String>> byAsset(List<Entry> entries) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        entries.forEach(
                e -> labels.computeIfAbsent(e.id(), id -> new HashMap<>()).put(e.key(), e.value()));
        return labels;
    }
}
