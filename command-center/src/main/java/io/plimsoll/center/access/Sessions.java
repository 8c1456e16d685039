package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.keys.TokenMint;
import io.plimsoll.model.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Sessions: opened by a login, ended by a logout, by 15 minutes without use or after 12 hours. Only a hash of each
/// token is kept.
final class Sessions {
    static final Duration IDLE = Duration.ofMinutes(15);
    static final Duration LONGEST = Duration.ofHours(12);

    /// Use is noted once in this time; so a session may end by that much too early, and never too late.
    private static final Duration NOTED = Duration.ofSeconds(30);

    private static final int MOST_LISTED = 500;

    private static final String LIVE = " from session s join app_user u on u.name = s.user_name"
            + " where s.token_hash = ? and s.last_used_at > ? and s.created_at > ?";

    private static final String THOSE_OF =
            " from session where (? = '' or user_name = ?) and last_used_at > ? and created_at > ?";

    private final Database database;
    private final TokenMint tokens;
    private final AuditTrail trail;
    private final Clock clock;

    Sessions(Database database, TokenMint tokens, AuditTrail trail, Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.trail = trail;
        this.clock = clock;
    }

    /// A session that was just opened.
    record Opened(String token, Instant expiresAt) {}

    Opened open(Transaction transaction, User user, String source) {
        String token = tokens.make();
        Instant now = clock.instant();
        transaction.change(
                "delete from session where last_used_at < ? or created_at < ?", now.minus(IDLE), now.minus(LONGEST));
        transaction.change(
                "insert into session (token_hash, user_name, created_at, last_used_at, source) values (?, ?, ?, ?, ?)",
                tokens.kept(token).orElseThrow(),
                user.name(),
                now,
                now,
                source);
        return new Opened(token, now.plus(LONGEST));
    }

    void end(Transaction transaction, Caller caller) {
        transaction.change("delete from session where token_hash = ?", kept(caller));
    }

    void endOthers(Transaction transaction, Caller caller) {
        transaction.change("delete from session where user_name = ? and token_hash <> ?", caller.name(), kept(caller));
    }

    /// One of the own sessions.
    ///
    /// @param id that names it and opens nothing
    /// @param current whether it is the one that asks
    record Own(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String source, boolean current) {}

    /// The caller's sessions that still hold, the last used first.
    List<Own> own(Caller caller) {
        Instant now = clock.instant();
        Digest current = kept(caller);
        return database.read(transaction -> transaction.list(
                row -> new Own(
                        row.uuid("id"),
                        row.instant("created_at"),
                        row.instant("last_used_at"),
                        row.instant("created_at").plus(LONGEST),
                        row.text("source"),
                        row.digest("token_hash").equals(current)),
                "select * from session where user_name = ? and last_used_at > ? and created_at > ?"
                        + " order by last_used_at desc, id limit " + MOST_LISTED,
                caller.name(),
                now.minus(IDLE),
                now.minus(LONGEST)));
    }

    /// Ends one of the caller's sessions; those of others are as good as unknown.
    void revoke(Caller caller, UUID id) {
        database.write(transaction -> {
            if (transaction.change("delete from session where id = ? and user_name = ?", id, caller.name()) == 0) {
                throw ProblemException.notFound("session-unknown", "you have no session '" + id + "'");
            }
            return trail.append(
                    transaction,
                    AuditEvent.of(EventType.USER_SESSION_REVOKED, clock.instant())
                            .by(caller.name())
                            .from(caller.source())
                            .on("session", id.toString(), caller.name()));
        });
    }

    /// A session of anybody, for those who keep users.
    record OfUser(UUID id, String user, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String source) {}

    /// The sessions that still hold, the newest first.
    ///
    /// @param user whose; empty for everybody's
    Page<OfUser> list(String user, PageRequest page) {
        Instant now = clock.instant();
        return database.read(transaction -> {
            List<OfUser> sessions = transaction.list(
                    row -> new OfUser(
                            row.uuid("id"),
                            row.text("user_name"),
                            row.instant("created_at"),
                            row.instant("last_used_at"),
                            row.instant("created_at").plus(LONGEST),
                            row.text("source")),
                    "select *" + THOSE_OF + " and (created_at, id::text) < (?, ?)"
                            + " order by created_at desc, id::text desc limit ?",
                    user,
                    user,
                    now.minus(IDLE),
                    now.minus(LONGEST),
                    page.after().map(cursor -> cursor.instant(0)).orElse(Cursor.LATEST),
                    page.after().map(cursor -> cursor.text(1)).orElse(""),
                    page.rows());
            long total =
                    transaction.number("select count(*)" + THOSE_OF, user, user, now.minus(IDLE), now.minus(LONGEST));
            return Page.of(
                    sessions, page.limit(), Total.of(total), session -> Cursor.of(session.createdAt(), session.id()));
        });
    }

    /// Ends a session of anybody.
    void revokeAnybodys(Caller caller, UUID id) {
        database.write(transaction -> {
            String user = transaction
                    .first(row -> row.text("user_name"), "delete from session where id = ? returning user_name", id)
                    .orElseThrow(
                            () -> ProblemException.notFound("session-unknown", "there is no session '" + id + "'"));
            return trail.append(
                    transaction,
                    AuditEvent.of(EventType.USER_SESSION_REVOKED, clock.instant())
                            .by(caller.name())
                            .from(caller.source())
                            .on("session", id.toString(), user));
        });
    }

    private Digest kept(Caller caller) {
        return tokens.kept(caller.token()).orElseThrow();
    }

    private record Found(Caller caller, Instant lastUsedAt) {}

    Optional<Caller> byToken(String token, String source) {
        return tokens.kept(token).flatMap(hash -> {
            Instant now = clock.instant();
            Optional<Found> found = database.read(transaction -> find(transaction, hash, token, source, now));
            if (found.isPresent() && found.get().lastUsedAt().isBefore(now.minus(NOTED))) {
                database.write(transaction ->
                        transaction.change("update session set last_used_at = ? where token_hash = ?", now, hash));
            }
            return found.map(Found::caller);
        });
    }

    private static Optional<Found> find(
            Transaction transaction, Digest hash, String token, String source, Instant now) {
        return transaction.first(
                row -> {
                    Role role = RoleStore.of(transaction, row.text("role"));
                    return new Found(
                            new Caller(
                                    row.text("name"),
                                    role.name(),
                                    role.permissions(),
                                    role.scope(),
                                    row.truth("password_change_due"),
                                    row.truth("second_factor_due"),
                                    source,
                                    row.instant("created_at").plus(LONGEST),
                                    token,
                                    false),
                            row.instant("last_used_at"));
                },
                "select u.name, u.role, u.password_change_due, " + UserStore.SECOND_FACTOR_DUE
                        + ", s.created_at, s.last_used_at" + LIVE,
                hash,
                now.minus(IDLE),
                now.minus(LONGEST));
    }

    boolean isStillLoggedIn(Caller caller) {
        Instant now = clock.instant();
        return database.read(transaction ->
                transaction.number("select count(*)" + LIVE, kept(caller), now.minus(IDLE), now.minus(LONGEST)) == 1);
    }
}
