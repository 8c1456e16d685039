package io.plimsoll.center.access;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.Arrays;
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

/// The own account over HTTP: roles, sessions, API tokens.
@RestController
final class AccountApi {
    record RoleView(String role, List<String> permissions) {}

    record Roles(List<RoleView> items) {}

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
                    token.role().word(),
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

    @GetMapping("/api/v1/roles")
    @Permission(Permission.SELF)
    Roles roles() {
        return new Roles(Arrays.stream(Role.values())
                .map(role -> new RoleView(
                        role.word(), role.permissions().stream().sorted().toList()))
                .toList());
    }

    @GetMapping("/api/v1/sessions")
    @Permission("account.own")
    OwnSessions sessions(Caller caller) {
        return new OwnSessions(sessions.own(caller));
    }

    @DeleteMapping("/api/v1/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("account.own")
    void revokeSession(Caller caller, @PathVariable UUID sessionId) {
        sessions.revoke(caller, sessionId);
    }

    @GetMapping("/api/v1/api-tokens")
    @Permission("account.own")
    Page<TokenView> tokens(Caller caller, @RequestParam(defaultValue = "") String owner, PageRequest page) {
        return tokens.list(caller, owner, page).map(TokenView::of);
    }

    @PostMapping("/api/v1/api-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("account.own")
    MadeToken makeToken(Caller caller, @RequestBody NewToken wanted) {
        if (wanted.name() == null || wanted.expiresAt() == null) {
            throw ProblemException.invalid("a token has a 'name' and ends at 'expiresAt'");
        }
        String word = wanted.role() == null ? Role.SCANNER.word() : wanted.role();
        Role role = Role.ofWord(word)
                .orElseThrow(() -> new ProblemException(
                        400, "api-token-invalid", "a role is administrator, auditor or scanner, not '" + word + "'"));
        ApiTokens.Made made = tokens.make(caller, wanted.name(), role, wanted.expiresAt());
        return new MadeToken(made.secret(), TokenView.of(made.token()));
    }

    @DeleteMapping("/api/v1/api-tokens/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("account.own")
    void revokeToken(Caller caller, @PathVariable UUID tokenId) {
        tokens.revoke(caller, tokenId);
    }
}
