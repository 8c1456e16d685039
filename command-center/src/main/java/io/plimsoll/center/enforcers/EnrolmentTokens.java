package io.plimsoll.center.enforcers;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.keys.TokenMint;
import io.plimsoll.model.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One-time tokens by which a host becomes one of ours. Only a hash of each is kept; each is good for one enrolment
/// within one hour.
final class EnrolmentTokens {
    static final Duration GOOD_FOR = Duration.ofHours(1);

    private final Database database;
    private final TokenMint mint;
    private final AuditTrail trail;
    private final Clock clock;

    EnrolmentTokens(Database database, TokenMint mint, AuditTrail trail, Clock clock) {
        this.database = database;
        this.mint = mint;
        this.trail = trail;
        this.clock = clock;
    }

    /// A token that was just made; it is shown once.
    record Made(UUID id, String token, Instant expiresAt) {}

    Made make(String actor, String source) {
        Made made = new Made(UUID.randomUUID(), mint.make(), clock.instant().plus(GOOD_FOR));
        Digest kept = mint.kept(made.token()).orElseThrow();
        database.write(transaction -> {
            transaction.change(
                    "insert into enrolment_token (id, token_hash, created_at, created_by, expires_at)"
                            + " values (?, ?, ?, ?, ?)",
                    made.id(),
                    kept,
                    clock.instant(),
                    actor,
                    made.expiresAt());
            return trail.append(
                    transaction,
                    AuditEvent.of(EventType.ENROLMENT_TOKEN_CREATED, clock.instant())
                            .by(actor)
                            .from(source)
                            .on("enrolment-token", made.id().toString(), "")
                            .detail("expires-at", made.expiresAt().toString()));
        });
        return made;
    }

    /// Whether this Center ever made such a token; costs nothing.
    boolean isOurs(String token) {
        return mint.kept(token).isPresent();
    }

    /// Uses a token up.
    ///
    /// @return its id; empty if it is unknown, used or expired
    Optional<UUID> use(Transaction transaction, String token, UUID enforcer) {
        Instant now = clock.instant();
        return mint.kept(token)
                .flatMap(hash -> transaction.first(
                        row -> row.uuid("id"),
                        "update enrolment_token set used_at = ?, used_by = ? where token_hash = ? and used_at is null"
                                + " and expires_at > ? returning id",
                        now,
                        enforcer,
                        hash,
                        now));
    }

    Page<EnrolmentToken> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                transaction.list(
                        row -> new EnrolmentToken(
                                row.uuid("id"),
                                row.instant("created_at"),
                                row.text("created_by"),
                                row.instant("expires_at"),
                                row.text("state")),
                        "select *, case when used_at is not null then 'used' when expires_at < ? then 'expired'"
                                + " else 'open' end as state from enrolment_token"
                                + " where (created_at, id::text) < (?, ?)"
                                + " order by created_at desc, id::text desc limit ?",
                        clock.instant(),
                        page.after().map(cursor -> cursor.instant(0)).orElse(Cursor.LATEST),
                        page.after().map(cursor -> cursor.text(1)).orElse(""),
                        page.rows()),
                page.limit(),
                Total.of(transaction.number("select count(*) from enrolment_token")),
                token -> Cursor.of(token.createdAt(), token.id())));
    }
}
