package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Logging in by name, password and second factor. After ten failures in a row an account is
/// locked for half an hour (PCI DSS 8.3.4), also one that does not exist, so that nobody learns which do.
final class Login {
    static final int ALLOWED_FAILURES = 10;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);
    private static final int ALLOWED_PER_SOURCE = 100;

    private final Database database;
    private final Sessions sessions;
    private final Passwords passwords;
    private final SecondFactor factor;
    private final AuditTrail trail;
    private final Clock clock;
    private final LoginBrake sources;
    private final LoginBrake strangers;

    Login(
            Database database,
            Sessions sessions,
            Passwords passwords,
            SecondFactor factor,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.passwords = passwords;
        this.factor = factor;
        this.trail = trail;
        this.clock = clock;
        this.sources = new LoginBrake(ALLOWED_PER_SOURCE, LOCKED_FOR, clock);
        this.strangers = new LoginBrake(ALLOWED_FAILURES, LOCKED_FOR, clock);
    }

    /// @param code of the second factor; empty for none
    LoginResult logIn(String name, String password, String code, String source) {
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
                ? withSecondFactor(attempt.orElseThrow(), code, source, now)
                : refuse(name, source, "wrong name or password", attempt, now);
    }

    /// The lock that this attempt met; the last one allowed sets it and meets none.
    private static Optional<Instant> lockBefore(UserStore.Attempt attempt) {
        return attempt.lockedUntil().filter(until -> attempt.number() > ALLOWED_FAILURES);
    }

    /// Counts an attempt for this name.
    private Optional<UserStore.Attempt> begin(String name, Instant now) {
        return database.write(
                transaction -> UserStore.beginAttempt(transaction, name, ALLOWED_FAILURES, now, now.plus(LOCKED_FOR)));
    }

    private LoginResult withSecondFactor(UserStore.Attempt attempt, String code, String source, Instant now) {
        User user = attempt.user();
        LoginResult result = database.write(transaction -> switch (factor.answer(transaction, user.name(), code)) {
            case NOT_SET -> open(transaction, user, source, "none");
            case CODE -> open(transaction, user, source, "code");
            case RECOVERY_CODE -> open(transaction, user, source, "recovery code");
            case MISSING -> askForCode(transaction, user, source);
            case WRONG -> new LoginResult.WrongCode();
        });
        if (result instanceof LoginResult.WrongCode) {
            refuse(user.name(), source, "wrong code of the second factor", Optional.of(attempt), now);
        }
        return result;
    }

    private LoginResult open(Transaction transaction, User user, String source, String how) {
        UserStore.loggedIn(transaction, user.name(), clock.instant());
        Sessions.Opened session = sessions.open(transaction, user, source);
        trail.append(
                transaction, event(EventType.USER_LOGIN, user.name(), source).detail("secondFactor", how));
        return new LoginResult.LoggedIn(user, session);
    }

    /// Neither failure nor success: earlier failures still count, or a right password would make room for more guesses
    /// at the code.
    private LoginResult askForCode(Transaction transaction, User user, String source) {
        UserStore.takeBack(transaction, user.name(), ALLOWED_FAILURES);
        trail.append(transaction, event(EventType.USER_SECOND_FACTOR_ASKED, user.name(), source));
        return new LoginResult.CodeNeeded();
    }

    /// Whether a caller knows the own password, and the second factor if a code is given. Counts as an attempt to log
    /// in, so that a stolen session is no way around the brake on guessing.
    ///
    /// @param meant what the caller means to do; the event if it fails
    boolean isOwner(Caller caller, String password, Optional<String> code, EventType meant) {
        Instant now = clock.instant();
        UserStore.Attempt attempt = begin(caller.name(), now).orElseThrow();
        boolean knows = lockBefore(attempt).isEmpty()
                && passwords.fits(password, Optional.of(attempt.passwordHash()))
                && database.write(transaction -> {
                    boolean fits = code.isEmpty()
                            || switch (factor.answer(transaction, caller.name(), code.get())) {
                                case CODE, RECOVERY_CODE -> true;
                                case NOT_SET, MISSING, WRONG -> false;
                            };
                    if (fits) {
                        UserStore.takeBack(transaction, caller.name(), ALLOWED_FAILURES);
                    }
                    return fits;
                });
        if (!knows) {
            trail.append(AuditEvent.of(meant, now)
                    .by(caller.name())
                    .from(caller.source())
                    .on("user", caller.name(), caller.name())
                    .detail("before", "")
                    .detail("after", "")
                    .failed(code.isEmpty() ? "the password was wrong" : "the password or the code was wrong"));
            if (attempt.number() == ALLOWED_FAILURES) {
                trail.append(locked(
                        caller.name(), caller.source(), attempt.lockedUntil().orElse(now)));
            }
        }
        return knows;
    }

    private LoginResult refuse(
            String name, String source, String why, Optional<UserStore.Attempt> attempt, Instant now) {
        sources.failed(source);
        if (attempt.isEmpty()) {
            strangers.failedInARow(name, now);
        }
        List<AuditEventBuilder> events = new ArrayList<>();
        events.add(failed(name, source, why));
        attempt.flatMap(UserStore.Attempt::lockedUntil).ifPresent(until -> events.add(locked(name, source, until)));
        database.write(transaction -> trail.append(transaction, events));
        return new LoginResult.Wrong();
    }

    private AuditEventBuilder locked(String name, String source, Instant until) {
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
