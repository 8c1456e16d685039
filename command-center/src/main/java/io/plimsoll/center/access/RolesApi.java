package io.plimsoll.center.access;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.util.List;
import java.util.Objects;
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

/// Roles over HTTP.
@RestController
final class RolesApi {
    /// @param users how many have it; absent for who may not read users
    record RoleView(
            String role,
            String description,
            boolean builtIn,
            List<String> permissions,
            List<String> labelScope,
            @Nullable Long users,
            @Nullable Long apiTokens) {
        static RoleView of(Role role, @Nullable Long users, @Nullable Long apiTokens) {
            return new RoleView(
                    role.name(),
                    role.description(),
                    role.isBuiltIn(),
                    role.permissions().stream().sorted().toList(),
                    role.scope().labels(),
                    users,
                    apiTokens);
        }
    }

    /// @param withinLabels whether a role that is held to labels can have it
    record Grantable(String permission, boolean withinLabels) {}

    record RoleList(List<RoleView> items, List<Grantable> grantable) {}

    record NewRole(
            @Nullable String role,
            @Nullable String description,
            @Nullable List<String> permissions,
            @Nullable List<String> labelScope) {}

    record RoleChange(
            @Nullable String description,
            @Nullable List<String> permissions,
            @Nullable List<String> labelScope) {}

    private final Roles roles;

    RolesApi(Roles roles) {
        this.roles = roles;
    }

    @GetMapping("/api/v1/roles")
    @Permission(Permission.SELF)
    RoleList list(Caller caller) {
        boolean readsUsers = caller.permissions().contains("users.read");
        return new RoleList(
                roles.list(caller).stream()
                        .map(held -> RoleView.of(
                                held.role(), readsUsers ? held.users() : null, readsUsers ? held.tokens() : null))
                        .toList(),
                Role.grantable().stream()
                        .map(permission -> new Grantable(permission, Role.canBeWithinLabels(permission)))
                        .toList());
    }

    @PostMapping("/api/v1/roles")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission("users.write")
    RoleView create(Caller caller, @RequestBody NewRole wanted) {
        if (wanted.role() == null) {
            throw ProblemException.invalid("'role' is the name of the role");
        }
        return RoleView.of(
                roles.create(
                        caller,
                        wanted.role(),
                        Objects.requireNonNullElse(wanted.description(), ""),
                        texts("permissions", wanted.permissions()),
                        texts("labelScope", wanted.labelScope())),
                0L,
                0L);
    }

    @PutMapping("/api/v1/roles/{role}")
    @Permission("users.write")
    RoleView change(Caller caller, @PathVariable String role, @RequestBody RoleChange wanted) {
        return RoleView.of(
                roles.change(
                        caller,
                        role,
                        Objects.requireNonNullElse(wanted.description(), ""),
                        texts("permissions", wanted.permissions()),
                        texts("labelScope", wanted.labelScope())),
                null,
                null);
    }

    @DeleteMapping("/api/v1/roles/{role}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("users.write")
    void delete(Caller caller, @PathVariable String role) {
        roles.delete(caller, role);
    }

    /// Both lists have to be said: what was left out by mistake would make a role wider or narrower than meant.
    private static List<String> texts(String field, @Nullable List<String> given) {
        if (given == null || given.contains(null)) {
            throw ProblemException.invalid("'" + field + "' is a list of texts, [] for none");
        }
        return given;
    }
}
