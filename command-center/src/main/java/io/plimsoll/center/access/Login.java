package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Logging in by name and password. After ten failures in a row an account is locked for half an hour (PCI DSS 8.3.4),
/// also one that does not exist, so that nobody learns which do.
final class Login {
    static final int ALLOWED_FAILURES = 10;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);
    private static final int ALLOWED_PER_SOURCE = 100;

    private final Database database;
    private final Sessions sessions;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final Clock clock;
    private final LoginBrake sources;
    private final LoginBrake strangers;

    Login(Database database, Sessions sessions, Passwords passwords, AuditTrail trail, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.passwords = passwords;
        this.trail = trail;
        this.clock = clock;
        this.sources = new LoginBrake(ALLOWED_PER_SOURCE, LOCKED_FOR, clock);
        this.strangers = new LoginBrake(ALLOWED_FAILURES, LOCKED_FOR, clock);
    }

    LoginResult logIn(String name, String password, String source) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant lockUntil = now.plus(LOCKED_FOR);
        if (sources.isOn(source)) {
            return new LoginResult.Locked(lockUntil);
        }
        Optional<UserStore.Attempt> attempt = begin(name, now);
        Optional<Instant> locked =
                attempt.isPresent() ? attempt.flatMap(Login::lockBefore) : strangers.lockedUntil(name);
        if (locked.isPresent()) {
            return refuseLocked(name, source, locked.get());
        }
        return passwords.fits(password, attempt.map(UserStore.Attempt::passwordHash))
                ? open(attempt.orElseThrow().user(), source)
                : refuse(name, source, attempt, now);
    }

    /// The lock that this attempt met; the last one allowed sets it and meets none.
    static Optional<Instant> lockBefore(UserStore.Attempt attempt) {
        return attempt.lockedUntil().filter(until -> attempt.number() > ALLOWED_FAILURES);
    }

    /// Counts an attempt for this name.
    Optional<UserStore.Attempt> begin(String name, Instant now) {
        return database.write(
                transaction -> UserStore.beginAttempt(transaction, name, ALLOWED_FAILURES, now, now.plus(LOCKED_FOR)));
    }

    private LoginResult open(User user, String source) {
        return database.write(transaction -> {
            UserStore.loggedIn(transaction, user.name(), clock.instant());
            Sessions.Opened session = sessions.open(transaction, user, source);
            trail.append(transaction, event(EventType.USER_LOGIN, user.name(), source));
            return new LoginResult.LoggedIn(user, session);
        });
    }

    private LoginResult refuse(String name, String source, Optional<UserStore.Attempt> attempt, Instant now) {
        sources.failed(source);
        if (attempt.isEmpty()) {
            strangers.failedInARow(name, now);
        }
        List<AuditEventBuilder> events = new ArrayList<>();
        events.add(failed(name, source, "wrong name or password"));
        attempt.flatMap(UserStore.Attempt::lockedUntil).ifPresent(until -> events.add(locked(name, source, until)));
        database.write(transaction -> trail.append(transaction, events));
        return new LoginResult.Wrong();
    }

    AuditEventBuilder locked(String name, String source, Instant until) {
        return event(EventType.USER_LOCKED, name, source)
                .because(ALLOWED_FAILURES + " failed logins in a row")
                .detail("until", until.toString());
    }

    private LoginResult refuseLocked(String name, String source, Instant until) {
        sources.failed(source);
        trail.append(failed(name, source, "the account is locked until " + until));
        return new LoginResult.Locked(until);
    }

    private AuditEventBuilder failed(String name, String source, String why) {
        return event(EventType.USER_LOGIN_FAILED, name, source).failed(why);
    }

    private AuditEventBuilder event(EventType type, String name, String source) {
        return AuditEvent.of(type, clock.instant())
                .by(name)
                .from(source)
                .on("user", name, name)
                .detail("interface", "REST");
    }
}
