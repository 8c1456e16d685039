package io.plimsoll.center.enforcers;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Enforcers over HTTP.
@RestController
final class EnforcersApi {
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    record EnforcerView(
            UUID id,
            @Nullable UUID hostId,
            String hostName,
            @Nullable String version,
            String state,
            Instant enrolledAt,
            @Nullable Instant lastSeenAt,
            Instant certificateExpiresAt,
            long snapshotVersion,
            long eventsLost,
            long residentBytes) {
        static EnforcerView of(Enforcer enforcer) {
            return new EnforcerView(
                    enforcer.id(),
                    enforcer.hostId().orElse(null),
                    enforcer.hostName(),
                    enforcer.version().isEmpty() ? null : enforcer.version(),
                    enforcer.state(),
                    enforcer.enrolledAt(),
                    enforcer.lastSeenAt().orElse(null),
                    enforcer.certificateExpiresAt(),
                    enforcer.snapshotVersion(),
                    enforcer.eventsLost(),
                    enforcer.residentBytes());
        }
    }

    record Revocation(@Nullable String reason) {}

    record NewToken(UUID id, String enrolment, Instant expiresAt) {}

    private final Enforcers enforcers;
    private final Conversations conversations;
    private final EnrolmentTokens tokens;
    private final Function<String, EnrolmentString> enrolment;

    /// @param enrolment makes the enrolment string for a token
    EnforcersApi(
            Enforcers enforcers,
            Conversations conversations,
            EnrolmentTokens tokens,
            Function<String, EnrolmentString> enrolment) {
        this.enforcers = enforcers;
        this.conversations = conversations;
        this.tokens = tokens;
        this.enrolment = enrolment;
    }

    @GetMapping("/api/v1/enforcers")
    @Permission("enforcers.read")
    Page<EnforcerView> list(PageRequest page) {
        return enforcers.list(page).map(EnforcerView::of);
    }

    @PostMapping("/api/v1/enforcers/{enforcerId}/revocation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("enforcers.write")
    void revoke(Caller caller, @PathVariable UUID enforcerId, @RequestBody Revocation revocation) {
        String reason = revocation.reason();
        if (reason == null || reason.strip().length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw ProblemException.invalid("'reason' has " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters");
        }
        enforcers.revoke(caller, enforcerId, reason);
        conversations.revoked(enforcerId);
    }

    @GetMapping("/api/v1/enrolment-tokens")
    @Permission("enforcers.read")
    Page<EnrolmentToken> tokens(PageRequest page) {
        return tokens.list(page);
    }

    @PostMapping("/api/v1/enrolment-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("enforcers.write")
    NewToken makeToken(Caller caller) {
        EnrolmentTokens.Made made = tokens.make(caller.name(), caller.source());
        return new NewToken(made.id(), enrolment.apply(made.token()).toString(), made.expiresAt());
    }
}
