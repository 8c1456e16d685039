package io.plimsoll.center.views;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of saved views.
final class SavedViewStore {
    private static final long LOCK = 7_204_027;

    private SavedViewStore() {}

    /// One change at a time, so that no limit is passed by two in the same moment.
    static void lock(Transaction transaction) {
        transaction.lock(LOCK);
    }

    /// The owner's first, each part by name.
    ///
    /// @param othersToo whether shared ones of others are among them
    static List<SavedView> list(Transaction transaction, String owner, List<ViewedPage> pages, boolean othersToo) {
        return transaction.list(
                SavedViewStore::view,
                "select * from saved_view where page = any (?) and (owner = ? or (shared and ?))"
                        + " order by owner <> ?, lower(name), name, page, owner",
                pages.stream().map(ViewedPage::word).toList(),
                owner,
                othersToo,
                owner);
    }

    static Optional<SavedView> find(Transaction transaction, UUID id) {
        return transaction.first(SavedViewStore::view, "select * from saved_view where id = ?", id);
    }

    static long count(Transaction transaction, String owner) {
        return transaction.number("select count(*) from saved_view where owner = ?", owner);
    }

    static long countShared(Transaction transaction) {
        return transaction.number("select count(*) from saved_view where shared");
    }

    /// Whether another view of the same owner and page has its name.
    static boolean isNameTaken(Transaction transaction, SavedView view) {
        return transaction.number(
                        "select count(*) from saved_view where owner = ? and page = ? and name = ? and id <> ?",
                        view.owner(),
                        view.page().word(),
                        view.name(),
                        view.id())
                > 0;
    }

    static void insert(Transaction transaction, SavedView view) {
        transaction.change(
                "insert into saved_view (id, owner, page, name, query, shared, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                view.id(),
                view.owner(),
                view.page().word(),
                view.name(),
                view.query(),
                view.shared(),
                view.changedAt());
    }

    static void update(Transaction transaction, SavedView view) {
        transaction.change(
                "update saved_view set name = ?, query = ?, shared = ?, changed_at = ? where id = ?",
                view.name(),
                view.query(),
                view.shared(),
                view.changedAt(),
                view.id());
    }

    static void delete(Transaction transaction, SavedView view) {
        transaction.change("delete from saved_view where id = ?", view.id());
    }

    private static SavedView view(Row row) throws SQLException {
        return new SavedView(
                row.uuid("id"),
                row.text("owner"),
                ViewedPage.ofWord(row.text("page"))
                        .orElseThrow(() -> new SQLException("a saved view of an unknown page")),
                row.text("name"),
                row.text("query"),
                row.truth("shared"),
                row.instant("changed_at"));
    }
}
