package io.plimsoll.center.access;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of second factors.
final class SecondFactorStore {
    private SecondFactorStore() {}

    /// What is kept of a user's second factor.
    ///
    /// @param since when a first code proved that an app has the key; empty until then
    /// @param lastStep time step of the last code that was used
    record Kept(String sealedKey, Optional<Instant> since, long lastStep) {}

    /// Locks the user's row, so that of two who show the same code one is first.
    static Optional<Kept> find(Transaction transaction, String user) {
        return transaction.first(
                row -> new Kept(
                        row.text("second_factor_key"),
                        row.instantIfAny("second_factor_since"),
                        row.number("second_factor_step")),
                "select second_factor_key, second_factor_since, second_factor_step from app_user"
                        + " where name = ? and second_factor_key is not null for update",
                user);
    }

    static void begin(Transaction transaction, String user, String sealedKey) {
        transaction.change(
                "update app_user set second_factor_key = ?, second_factor_since = null, second_factor_step = 0"
                        + " where name = ?",
                sealedKey,
                user);
    }

    static void confirm(Transaction transaction, String user, Instant at, Collection<Digest> recoveryCodes) {
        transaction.change("update app_user set second_factor_since = ? where name = ?", at, user);
        transaction.change("delete from recovery_code where user_name = ?", user);
        transaction.changeAll(
                "insert into recovery_code (user_name, code_hash) values (?, ?)",
                recoveryCodes.stream()
                        .map(code -> new @Nullable Object[] {user, code})
                        .toList());
    }

    static void useStep(Transaction transaction, String user, long step) {
        transaction.change("update app_user set second_factor_step = ? where name = ?", step, user);
    }

    static boolean useRecoveryCode(Transaction transaction, String user, Digest code) {
        return transaction.change("delete from recovery_code where user_name = ? and code_hash = ?", user, code) == 1;
    }

    static long recoveryCodes(Transaction transaction, String user) {
        return transaction.number("select count(*) from recovery_code where user_name = ?", user);
    }

    static void remove(Transaction transaction, String user) {
        transaction.change(
                "update app_user set second_factor_key = null, second_factor_since = null, second_factor_step = 0"
                        + " where name = ?",
                user);
        transaction.change("delete from recovery_code where user_name = ?", user);
    }

    static List<String> rolesThatNeedOne(Transaction transaction) {
        return transaction.list(row -> row.text("role"), "select role from second_factor_rule order by role");
    }

    static void setRolesThatNeedOne(Transaction transaction, Collection<String> roles) {
        transaction.change("delete from second_factor_rule");
        transaction.changeAll(
                "insert into second_factor_rule (role) values (?)",
                roles.stream().map(role -> new @Nullable Object[] {role}).toList());
    }
}
