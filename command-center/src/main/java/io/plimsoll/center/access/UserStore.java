package io.plimsoll.center.access;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL of users.
final class UserStore {
    private static final String COLUMNS = "name, role, created_at, last_login_at, password_change_due,"
            + " second_factor_since is not null as second_factor";

    /// Of the user `u`: whether the role needs a second factor that the user has not.
    static final String SECOND_FACTOR_DUE = "(u.second_factor_since is null and exists"
            + " (select 1 from second_factor_rule r where r.role = u.role)) as second_factor_due";

    private UserStore() {}

    /// What a login needs to know.
    ///
    /// @param number of this attempt since the last success or the end of a lock, from 1
    /// @param lockedUntil as it stands after this attempt has been counted as a failure
    record Attempt(User user, String passwordHash, int number, Optional<Instant> lockedUntil) {}

    static boolean isEmpty(Transaction transaction) {
        return transaction.number("select count(*) from app_user") == 0;
    }

    static boolean insert(Transaction transaction, User user, String passwordHash) {
        return transaction.change(
                        "insert into app_user (name, role, password_hash, password_change_due, created_at)"
                                + " values (?, ?, ?, ?, ?) on conflict do nothing",
                        user.name(),
                        user.role(),
                        passwordHash,
                        user.passwordChangeDue(),
                        user.createdAt())
                == 1;
    }

    /// Counts an attempt before the password is looked at, so that guesses at the same time are all counted.
    /// The last of those allowed locks the account, and [#loggedIn] opens it again if the password was right
    /// after all.
    static Optional<Attempt> beginAttempt(
            Transaction transaction, String name, int allowed, Instant now, Instant lockUntil) {
        return transaction.first(
                row -> new Attempt(
                        user(row),
                        row.text("password_hash"),
                        row.integer("failures"),
                        row.instantIfAny("locked_until")),
                "update app_user set"
                        + " failures = case when locked_until <= ? then 1 else failures + 1 end,"
                        + " locked_until = case when locked_until <= ? then null"
                        + " when locked_until is null and failures + 1 >= ? then ? else locked_until end"
                        + " where name = ? returning " + COLUMNS + ", password_hash, failures, locked_until",
                now,
                now,
                allowed,
                lockUntil,
                name);
    }

    /// Takes an attempt back that was no failure, and the lock that it set.
    static void takeBack(Transaction transaction, String name, int allowed) {
        transaction.change(
                "update app_user set failures = greatest(failures - 1, 0),"
                        + " locked_until = case when failures - 1 < ? then null else locked_until end where name = ?",
                allowed,
                name);
    }

    static void loggedIn(Transaction transaction, String name, Instant at) {
        transaction.change(
                "update app_user set failures = 0, locked_until = null, last_login_at = ? where name = ?", at, name);
    }

    static void changePassword(Transaction transaction, String name, String passwordHash) {
        transaction.change(
                "update app_user set password_hash = ?, password_change_due = false, failures = 0,"
                        + " locked_until = null where name = ?",
                passwordHash,
                name);
    }

    static void changeRole(Transaction transaction, String name, String role) {
        transaction.change("update app_user set role = ? where name = ?", role, name);
    }

    static void delete(Transaction transaction, String name) {
        transaction.change("delete from app_user where name = ?", name);
    }

    static List<User> list(Transaction transaction, PageRequest page) {
        return transaction.list(
                UserStore::user,
                "select " + COLUMNS + " from app_user where name > ? order by name limit ?",
                page.after().map(cursor -> cursor.text(0)).orElse(""),
                page.rows());
    }

    static Total total(Transaction transaction) {
        return Total.of(transaction.number("select count(*) from app_user"));
    }

    static Optional<User> find(Transaction transaction, String name) {
        return transaction.first(UserStore::user, "select " + COLUMNS + " from app_user where name = ?", name);
    }

    private static User user(Row row) throws SQLException {
        return new User(
                row.text("name"),
                row.text("role"),
                row.instant("created_at"),
                row.instantIfAny("last_login_at"),
                row.truth("password_change_due"),
                row.truth("second_factor"));
    }
}
