package io.plimsoll.center.access;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.model.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of API tokens.
final class ApiTokenStore {
    private static final String OF_OWNER = " where (? = '' or user_name = ?)";

    private ApiTokenStore() {}

    /// A token that was shown and holds, with what its owner may do today.
    record Shown(ApiToken token, Role role, Role ownersRole, boolean passwordChangeDue, boolean secondFactorDue) {}

    static boolean insert(Transaction transaction, ApiToken token, Digest kept) {
        return transaction.change(
                        "insert into api_token (id, token_hash, user_name, name, role, created_at, expires_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (user_name, name) do nothing",
                        token.id(),
                        kept,
                        token.madeBy(),
                        token.name(),
                        token.role(),
                        token.createdAt(),
                        token.expiresAt())
                == 1;
    }

    static Optional<Shown> find(Transaction transaction, Digest kept, Instant now) {
        return transaction.first(
                row -> new Shown(
                        token(row),
                        RoleStore.of(transaction, row.text("role")),
                        RoleStore.of(transaction, row.text("owners_role")),
                        row.truth("password_change_due"),
                        row.truth("second_factor_due")),
                "select t.*, u.role as owners_role, u.password_change_due, "
                        + UserStore.SECOND_FACTOR_DUE + " from api_token t"
                        + " join app_user u on u.name = t.user_name where t.token_hash = ? and t.expires_at > ?",
                kept,
                now);
    }

    static void used(Transaction transaction, UUID id, Instant at, String source) {
        transaction.change("update api_token set last_used_at = ?, last_used_from = ? where id = ?", at, source, id);
    }

    /// @param owner whose tokens; empty for everybody's
    static List<ApiToken> list(Transaction transaction, String owner, PageRequest page) {
        return transaction.list(
                ApiTokenStore::token,
                "select * from api_token" + OF_OWNER + " and (created_at, id::text) < (?, ?)"
                        + " order by created_at desc, id::text desc limit ?",
                owner,
                owner,
                page.after().map(cursor -> cursor.instant(0)).orElse(Cursor.LATEST),
                page.after().map(cursor -> cursor.text(1)).orElse(""),
                page.rows());
    }

    static long count(Transaction transaction, String owner) {
        return transaction.number("select count(*) from api_token" + OF_OWNER, owner, owner);
    }

    /// @param owner whose token it has to be; empty for anybody's
    static Optional<ApiToken> delete(Transaction transaction, UUID id, String owner) {
        return transaction.first(
                ApiTokenStore::token, "delete from api_token" + OF_OWNER + " and id = ? returning *", owner, owner, id);
    }

    private static ApiToken token(Row row) throws SQLException {
        return new ApiToken(
                row.uuid("id"),
                row.text("name"),
                row.text("role"),
                row.text("user_name"),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instantIfAny("last_used_at"),
                Optional.ofNullable(row.textOrNull("last_used_from")));
    }
}
