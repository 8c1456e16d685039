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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keeps users.
final class Users {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    private final Database database;
    private final Sessions sessions;
    private final Login login;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final Clock clock;

    Users(Database database, Sessions sessions, Login login, Passwords passwords, AuditTrail trail, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.login = login;
        this.passwords = passwords;
        this.trail = trail;
        this.clock = clock;
    }

    Page<User> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                UserStore.list(transaction, page),
                page.limit(),
                UserStore.total(transaction),
                user -> Cursor.of(user.name())));
    }

    Optional<User> find(String name) {
        return database.read(transaction -> UserStore.find(transaction, name));
    }

    /// Adds a user whose password, known to two people, has to be changed at the first login (PCI DSS 8.3.6).
    User create(Caller caller, String name, String role, String password) {
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(
                    400,
                    "user-invalid",
                    "a user's name is 1 to 64 lower-case letters, digits, '.', '_', '@' or '-', not '" + name + "'");
        }
        requireStrong(password);
        String hash = passwords.hash(password);
        User user = new User(name, role, clock.instant(), Optional.empty(), true, false);
        return database.write(transaction -> {
            Roles.given(transaction, role, "user-invalid");
            if (!UserStore.insert(transaction, user, hash)) {
                throw new ProblemException(409, "user-exists", "there is a user '" + name + "' already");
            }
            trail.append(
                    transaction,
                    event(EventType.USER_CREATED, caller, name)
                            .detail("before", "")
                            .detail("after", "role " + role));
            return user;
        });
    }

    /// Gives a user another role, which holds at once: for open sessions and API tokens too.
    User changeRole(Caller caller, String name, String role) {
        if (caller.name().equals(name)) {
            throw new ProblemException(409, "user-is-you", "nobody changes the own role");
        }
        return database.write(transaction -> {
            User before = UserStore.find(transaction, name).orElseThrow(() -> unknown(name));
            Roles.given(transaction, role, "user-invalid");
            UserStore.changeRole(transaction, name, role);
            trail.append(
                    transaction,
                    event(EventType.USER_ROLE_CHANGED, caller, name)
                            .detail("before", "role " + before.role())
                            .detail("after", "role " + role));
            return UserStore.find(transaction, name).orElseThrow();
        });
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("user-unknown", "there is no user '" + name + "'");
    }

    void delete(Caller caller, String name) {
        if (caller.name().equals(name)) {
            throw new ProblemException(409, "user-is-you", "nobody removes the account that is in use");
        }
        database.write(transaction -> {
            User user = UserStore.find(transaction, name).orElseThrow(() -> unknown(name));
            UserStore.delete(transaction, name);
            return trail.append(
                    transaction,
                    event(EventType.USER_DELETED, caller, name)
                            .detail("before", "role " + user.role())
                            .detail("after", ""));
        });
    }

    void changePassword(Caller caller, String oldPassword, String newPassword) {
        if (!login.isOwner(caller, oldPassword, Optional.empty(), EventType.USER_PASSWORD_CHANGED)) {
            throw new ProblemException(403, "old-password-wrong", "the old password is wrong");
        }
        if (oldPassword.equals(newPassword)) {
            throw new ProblemException(400, "password-weak", "the new password is the old one");
        }
        requireStrong(newPassword);
        String hash = passwords.hash(newPassword);
        database.write(transaction -> {
            UserStore.changePassword(transaction, caller.name(), hash);
            sessions.endOthers(transaction, caller);
            return trail.append(transaction, event(EventType.USER_PASSWORD_CHANGED, caller, caller.name()));
        });
    }

    void logOut(Caller caller) {
        database.write(transaction -> {
            sessions.end(transaction, caller);
            return trail.append(transaction, event(EventType.USER_LOGOUT, caller, caller.name()));
        });
    }

    private static void requireStrong(String password) {
        Passwords.weakness(password).ifPresent(weakness -> {
            throw new ProblemException(400, "password-weak", weakness, List.of(weakness));
        });
    }

    private AuditEventBuilder event(EventType type, Caller caller, String user) {
        return AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("user", user, user);
    }
}
