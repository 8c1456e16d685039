package io.plimsoll.center.access;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.PublicRoute;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sessions and users over HTTP.
@RestController
final class AccessApi {
    record Credentials(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code) {
        @Override
        public String toString() {
            return "a name and a password";
        }
    }

    record UserView(
            String name,
            String role,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            boolean passwordChangeDue,
            boolean secondFactor) {
        static UserView of(User user) {
            return new UserView(
                    user.name(),
                    user.role(),
                    user.createdAt(),
                    user.lastLoginAt().orElse(null),
                    user.passwordChangeDue(),
                    user.secondFactor());
        }
    }

    record SessionView(String token, Instant expiresAt, UserView user) {}

    /// @param labelScope labels that all has to carry which the caller sees; empty for everything
    record CurrentSession(
            UserView user,
            List<String> permissions,
            List<String> labelScope,
            Instant expiresAt,
            boolean secondFactorDue) {}

    record NewUser(
            @Nullable String name,
            @Nullable String role,
            @Nullable String password) {}

    record NewRole(@Nullable String role) {}

    record PasswordChange(
            @Nullable String oldPassword, @Nullable String newPassword) {}

    static final int LONGEST_NAME = 200;
    static final int LONGEST_PASSWORD = 1000;
    static final int LONGEST_CODE = 40;

    private final Login login;
    private final Users users;
    private final FirstAdministrator firstAdministrator;

    AccessApi(Login login, Users users, FirstAdministrator firstAdministrator) {
        this.login = login;
        this.users = users;
        this.firstAdministrator = firstAdministrator;
    }

    @PostMapping("/api/v1/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    @PublicRoute
    SessionView logIn(@RequestBody Credentials credentials, HttpServletRequest request) {
        String name = given(credentials.username(), "username", LONGEST_NAME);
        String password = given(credentials.password(), "password", LONGEST_PASSWORD);
        String code = credentials.code() == null ? "" : given(credentials.code(), "code", LONGEST_CODE);
        return switch (login.logIn(name, password, code, request.getRemoteAddr())) {
            case LoginResult.LoggedIn in ->
                new SessionView(in.session().token(), in.session().expiresAt(), UserView.of(in.user()));
            case LoginResult.Wrong wrong -> throw new ProblemException(401, "login-failed", "wrong name or password");
            case LoginResult.CodeNeeded needed ->
                throw new ProblemException(
                        401,
                        "second-factor-needed",
                        "send a 'code' of your authenticator app, or a recovery code, besides name and password");
            case LoginResult.WrongCode wrong ->
                throw new ProblemException(
                        401,
                        "second-factor-wrong",
                        "the code is wrong, too old, or was used already; wait for the next");
            case LoginResult.Locked locked ->
                throw new ProblemException(
                        429, "login-locked", "too many failed logins; try again after " + locked.until());
        };
    }

    @GetMapping("/api/v1/sessions/current")
    @Permission(Permission.SELF)
    CurrentSession current(Caller caller) {
        User user = users.find(caller.name()).orElseThrow();
        return new CurrentSession(
                UserView.of(user),
                caller.permissions().stream().sorted().toList(),
                caller.scope().labels(),
                caller.expiresAt(),
                caller.secondFactorDue());
    }

    @DeleteMapping("/api/v1/sessions/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission(Permission.OWN_SESSION)
    void logOut(Caller caller) {
        users.logOut(caller);
    }

    @GetMapping("/api/v1/users")
    @Permission("users.read")
    Page<UserView> list(PageRequest page) {
        return users.list(page).map(UserView::of);
    }

    @PostMapping("/api/v1/users")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("users.write")
    UserView create(Caller caller, @RequestBody NewUser user) {
        return UserView.of(users.create(
                caller,
                given(user.name(), "name", LONGEST_NAME),
                given(user.role(), "role", LONGEST_NAME),
                given(user.password(), "password", LONGEST_PASSWORD)));
    }

    @PutMapping("/api/v1/users/{name}/role")
    @Permission("users.write")
    UserView changeRole(Caller caller, @PathVariable String name, @RequestBody NewRole wanted) {
        return UserView.of(users.changeRole(caller, name, given(wanted.role(), "role", LONGEST_NAME)));
    }

    @DeleteMapping("/api/v1/users/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("users.write")
    void delete(Caller caller, @PathVariable String name) {
        users.delete(caller, name);
    }

    @PutMapping("/api/v1/users/current/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission(Permission.OWN_SESSION)
    void changePassword(Caller caller, @RequestBody PasswordChange change) {
        users.changePassword(
                caller,
                given(change.oldPassword(), "oldPassword", LONGEST_PASSWORD),
                given(change.newPassword(), "newPassword", LONGEST_PASSWORD));
        firstAdministrator.passwordChanged(caller.name());
    }

    static String given(@Nullable String value, String field, int longest) {
        if (value == null || value.length() > longest || value.indexOf('\0') >= 0) {
            throw ProblemException.invalid("'" + field + "' is a text of at most " + longest + " characters");
        }
        return value;
    }
}
