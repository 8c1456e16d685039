package io.plimsoll.center.access;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sessions and API tokens over HTTP: the own ones, and for those who keep users those of others.
@RestController
final class AccountApi {
    record OwnSessions(List<Sessions.Own> items) {}

    record TokenView(
            UUID id,
            String name,
            String role,
            String madeBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.role(),
                    token.madeBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt().orElse(null),
                    token.lastUsedFrom().orElse(null));
        }
    }

    record NewToken(
            @Nullable String name,
            @Nullable String role,
            @Nullable Instant expiresAt) {}

    record MadeToken(String secret, TokenView token) {
        @Override
        public String toString() {
            return "a new API token " + token.name();
        }
    }

    private final Sessions sessions;
    private final ApiTokens tokens;

    AccountApi(Sessions sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @GetMapping("/api/v1/sessions")
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    OwnSessions sessions(Caller caller) {
        return new OwnSessions(sessions.own(caller));
    }

    @DeleteMapping("/api/v1/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    void revokeSession(Caller caller, @PathVariable UUID sessionId) {
        sessions.revoke(caller, sessionId);
    }

    @GetMapping("/api/v1/user-sessions")
    @Permission("users.read")
    Page<Sessions.OfUser> everybodysSessions(@RequestParam(defaultValue = "") String user, PageRequest page) {
        return sessions.list(AccessApi.given(user, "user", AccessApi.LONGEST_NAME), page);
    }

    @DeleteMapping("/api/v1/user-sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("users.write")
    void revokeSessionOf(Caller caller, @PathVariable UUID sessionId) {
        sessions.revokeAnybodys(caller, sessionId);
    }

    @GetMapping("/api/v1/api-tokens")
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    Page<TokenView> tokens(Caller caller, @RequestParam(defaultValue = "") String owner, PageRequest page) {
        return tokens.list(caller, owner, page).map(TokenView::of);
    }

    @PostMapping("/api/v1/api-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    MadeToken makeToken(Caller caller, @RequestBody NewToken wanted) {
        if (wanted.name() == null || wanted.expiresAt() == null) {
            throw ProblemException.invalid("a token has a 'name' and ends at 'expiresAt'");
        }
        ApiTokens.Made made = tokens.make(
                caller, wanted.name(), wanted.role() == null ? Role.SCANNER.name() : wanted.role(), wanted.expiresAt());
        return new MadeToken(made.secret(), TokenView.of(made.token()));
    }

    @DeleteMapping("/api/v1/api-tokens/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission(value = "account.own", reach = Permission.Reach.NOTHING)
    void revokeToken(Caller caller, @PathVariable UUID tokenId) {
        tokens.revoke(caller, tokenId);
    }
}
