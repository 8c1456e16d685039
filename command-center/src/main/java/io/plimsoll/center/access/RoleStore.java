package io.plimsoll.center.access;

import io.plimsoll.center.server.database.LabelScope;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The SQL of roles.
final class RoleStore {
    private RoleStore() {}

    /// Those that are built in, and those that somebody made.
    static Optional<Role> find(Transaction transaction, String name) {
        return Role.builtIn(name)
                .or(() -> transaction.first(RoleStore::role, "select * from access_role where name = ?", name));
    }

    /// The role of who has one; roles that somebody has are never removed.
    static Role of(Transaction transaction, String name) {
        return find(transaction, name)
                .orElseThrow(() -> new IllegalStateException("somebody has the role " + name + ", which is not there"));
    }

    /// The same, kept as it is until the transaction ends: nobody removes a role that is just being given.
    static Optional<Role> hold(Transaction transaction, String name) {
        return Role.builtIn(name)
                .or(() ->
                        transaction.first(RoleStore::role, "select * from access_role where name = ? for share", name));
    }

    /// The same, for who means to change it.
    static Optional<Role> lock(Transaction transaction, String name) {
        return transaction.first(RoleStore::role, "select * from access_role where name = ? for update", name);
    }

    /// Those that somebody made, by name.
    static List<Role> made(Transaction transaction) {
        return transaction.list(RoleStore::role, "select * from access_role order by name");
    }

    static long count(Transaction transaction) {
        return transaction.number("select count(*) from access_role");
    }

    static boolean insert(Transaction transaction, Role role, String by, Instant now) {
        return transaction.change(
                        "insert into access_role (name, description, permissions, label_scope, created_by, created_at,"
                                + " changed_at) values (?, ?, ?, ?, ?, ?, ?) on conflict (name) do nothing",
                        role.name(),
                        role.description(),
                        role.chosen(),
                        role.scope().labels(),
                        by,
                        now,
                        now)
                == 1;
    }

    static void update(Transaction transaction, Role role, Instant now) {
        transaction.change(
                "update access_role set description = ?, permissions = ?, label_scope = ?, changed_at = ?"
                        + " where name = ?",
                role.description(),
                role.chosen(),
                role.scope().labels(),
                now,
                role.name());
    }

    static void delete(Transaction transaction, String name) {
        transaction.change("delete from second_factor_rule where role = ?", name);
        transaction.change("delete from access_role where name = ?", name);
    }

    static long users(Transaction transaction, String name) {
        return transaction.number("select count(*) from app_user where role = ?", name);
    }

    static long tokens(Transaction transaction, String name) {
        return transaction.number("select count(*) from api_token where role = ?", name);
    }

    private static Role role(Row row) throws SQLException {
        return new Role(
                row.text("name"),
                row.text("description"),
                Set.copyOf(row.texts("permissions")),
                LabelScope.of(row.texts("label_scope")));
    }
}
