package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.keys.TokenMint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// What pipelines and programs show instead of a password: `plim_` and a token that proves itself. Only a hash of each
/// is kept; each ends on its day, with its owner, or when it is revoked.
final class ApiTokens {
    /// Lets those who look for lost secrets tell whose door this one opens.
    static final String PREFIX = "plim_";

    static final Duration LONGEST = Duration.ofDays(366);
    static final int MOST_PER_OWNER = 100;

    private static final int LENGTH = PREFIX.length() + TokenMint.LENGTH;
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Database database;
    private final TokenMint mint;
    private final AuditTrail trail;
    private final Clock clock;

    ApiTokens(Database database, TokenMint mint, AuditTrail trail, Clock clock) {
        this.database = database;
        this.mint = mint;
        this.trail = trail;
        this.clock = clock;
    }

    /// A token that was just made; its secret is shown this once.
    record Made(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "a new API token " + token.name();
        }
    }

    /// By its form alone; says nothing of whether it holds. The token of a session is shorter.
    static boolean looksLikeOne(String token) {
        return token.length() == LENGTH && token.startsWith(PREFIX);
    }

    /// Makes a token that may do nothing that the caller may not. Labels that hold the caller hold it too, whatever its
    /// role says.
    Made make(Caller caller, String name, String role, Instant expiresAt) {
        Instant now = clock.instant();
        requireSound(name, expiresAt, now);
        ApiToken token = new ApiToken(
                UUID.randomUUID(), name, role, caller.name(), now, expiresAt, Optional.empty(), Optional.empty());
        String secret = mint.make();
        database.write(transaction -> {
            requireGivable(caller, Roles.given(transaction, role, "api-token-invalid"));
            if (ApiTokenStore.count(transaction, caller.name()) >= MOST_PER_OWNER) {
                throw new ProblemException(
                        409, "api-tokens-too-many", "you have " + MOST_PER_OWNER + " tokens; revoke one first");
            }
            if (!ApiTokenStore.insert(transaction, token, mint.kept(secret).orElseThrow())) {
                throw new ProblemException(
                        409, "api-token-exists", "you have a token '" + name + "'; revoke it or choose another name");
            }
            return trail.append(
                    transaction,
                    event(EventType.API_TOKEN_CREATED, caller, token)
                            .detail("before", "")
                            .detail("after", inWords(token)));
        });
        return new Made(token, PREFIX + secret);
    }

    private static void requireGivable(Caller caller, Role role) {
        if (!caller.permissions().containsAll(role.permissions())) {
            throw new ProblemException(
                    403,
                    "api-token-too-mighty",
                    "the role " + caller.role() + " makes no token of the role " + role.name()
                            + ", which may do something that it may not");
        }
    }

    private static void requireSound(String name, Instant expiresAt, Instant now) {
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(
                    400,
                    "api-token-invalid",
                    "a token's name is 1 to 64 letters, digits, '.', '_' or '-', not '" + name + "'");
        }
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw new ProblemException(
                    400, "api-token-invalid", "a token ends within a year from now (" + now + "), not at " + expiresAt);
        }
    }

    /// @param owner whose; empty for all that the caller may see
    Page<ApiToken> list(Caller caller, String owner, PageRequest page) {
        String whose = caller.permissions().contains("users.read") ? owner : caller.name();
        return database.read(transaction -> Page.of(
                ApiTokenStore.list(transaction, whose, page),
                page.limit(),
                Total.of(ApiTokenStore.count(transaction, whose)),
                token -> Cursor.of(token.createdAt(), token.id())));
    }

    /// Ends a token: an own one, or anybody's for those who keep users.
    void revoke(Caller caller, UUID id) {
        String whose = caller.permissions().contains("users.write") ? "" : caller.name();
        database.write(transaction -> {
            ApiToken token = ApiTokenStore.delete(transaction, id, whose)
                    .orElseThrow(() -> ProblemException.notFound(
                            "api-token-unknown", "you have no API token with the id '" + id + "'"));
            return trail.append(
                    transaction,
                    event(EventType.API_TOKEN_REVOKED, caller, token)
                            .detail("before", inWords(token))
                            .detail("after", ""));
        });
    }

    /// The caller who shows this token, if it holds. One that this Center never made is told by arithmetic.
    Optional<Caller> byToken(String token, String source) {
        Instant now = clock.instant();
        Optional<ApiTokenStore.Shown> shown = mint.kept(token.substring(PREFIX.length()))
                .flatMap(kept -> database.read(transaction -> ApiTokenStore.find(transaction, kept, now)));
        shown.map(ApiTokenStore.Shown::token)
                .filter(found ->
                        found.lastUsedAt().isEmpty() || found.lastUsedAt().get().isBefore(now.minus(NOTED)))
                .ifPresent(found -> database.write(transaction -> {
                    ApiTokenStore.used(transaction, found.id(), now, source);
                    return found;
                }));
        return shown.map(found -> caller(found, source, token));
    }

    /// Never more than the owner may do today.
    private static Caller caller(ApiTokenStore.Shown shown, String source, String secret) {
        ApiToken token = shown.token();
        Set<String> permissions = new HashSet<>(shown.role().permissionsOfTokens());
        permissions.retainAll(shown.ownersRole().permissions());
        return new Caller(
                token.madeBy(),
                token.role(),
                permissions,
                shown.role().scope().and(shown.ownersRole().scope()),
                shown.passwordChangeDue(),
                shown.secondFactorDue(),
                source + " with the API token " + token.name(),
                token.expiresAt(),
                secret,
                true);
    }

    boolean stillHolds(Caller caller) {
        return mint.kept(caller.token().substring(PREFIX.length()))
                .flatMap(kept -> database.read(transaction -> ApiTokenStore.find(transaction, kept, clock.instant())))
                .isPresent();
    }

    private AuditEventBuilder event(EventType type, Caller caller, ApiToken token) {
        return AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("api-token", token.id().toString(), token.name());
    }

    private static String inWords(ApiToken token) {
        return "role " + token.role() + " of " + token.madeBy() + " until " + token.expiresAt();
    }
}
