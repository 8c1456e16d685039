package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Callers;
import java.time.Clock;
import java.util.Optional;

/// Who is let in: whoever shows the token of a session, or an API token.
final class Admission implements Callers {
    private final Sessions sessions;
    private final ApiTokens apiTokens;
    private final AuditTrail trail;
    private final Clock clock;

    Admission(Sessions sessions, ApiTokens apiTokens, AuditTrail trail, Clock clock) {
        this.sessions = sessions;
        this.apiTokens = apiTokens;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> byToken(String token, String source) {
        return ApiTokens.looksLikeOne(token) ? apiTokens.byToken(token, source) : sessions.byToken(token, source);
    }

    @Override
    public boolean isStillLoggedIn(Caller caller) {
        return caller.byApiToken() ? apiTokens.stillHolds(caller) : sessions.isStillLoggedIn(caller);
    }

    @Override
    public void forbidden(Caller caller, String why, String route) {
        trail.append(AuditEvent.of(EventType.USER_FORBIDDEN, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("route", route, route)
                .failed(why));
    }
}
