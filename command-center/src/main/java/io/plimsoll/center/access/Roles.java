package io.plimsoll.center.access;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.LabelScope;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps the roles that administrators make: permissions, perhaps held to labels. What changes holds at once, for open
/// sessions and API tokens too.
final class Roles {
    static final int MOST = 200;
    private static final int MOST_LABELS = 8;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    Roles(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /// A role, and who has it.
    record Held(Role role, long users, long tokens) {}

    /// All roles, those that are built in first; without a look at users, only these and the own one.
    List<Held> list(Caller caller) {
        return database.read(transaction -> Stream.concat(Role.BUILT_IN.stream(), RoleStore.made(transaction).stream())
                .filter(role -> role.isBuiltIn()
                        || caller.permissions().contains("users.read")
                        || role.name().equals(caller.role()))
                .map(role -> new Held(
                        role, RoleStore.users(transaction, role.name()), RoleStore.tokens(transaction, role.name())))
                .toList());
    }

    Role create(Caller caller, String name, String description, List<String> permissions, List<String> labels) {
        Role role = sound(name, description, permissions, labels);
        return database.write(transaction -> {
            if (RoleStore.count(transaction) >= MOST) {
                throw new ProblemException(409, "roles-too-many", "there are " + MOST + " roles; remove one first");
            }
            if (!RoleStore.insert(transaction, role, caller.name(), clock.instant())) {
                throw new ProblemException(409, "role-exists", "there is a role '" + name + "' already");
            }
            record(transaction, EventType.ROLE_CREATED, caller, name, "", inWords(role));
            return role;
        });
    }

    Role change(Caller caller, String name, String description, List<String> permissions, List<String> labels) {
        Role role = sound(name, description, permissions, labels);
        return database.write(transaction -> {
            Role before = RoleStore.lock(transaction, name).orElseThrow(() -> unknown(name));
            if (!before.equals(role)) {
                RoleStore.update(transaction, role, clock.instant());
                record(transaction, EventType.ROLE_CHANGED, caller, name, inWords(before), inWords(role));
            }
            return role;
        });
    }

    void delete(Caller caller, String name) {
        requireNotBuiltIn(name);
        database.write(transaction -> {
            Role role = RoleStore.lock(transaction, name).orElseThrow(() -> unknown(name));
            long users = RoleStore.users(transaction, name);
            long tokens = RoleStore.tokens(transaction, name);
            if (users + tokens > 0) {
                throw new ProblemException(
                        409,
                        "role-in-use",
                        "the role '" + name + "' has " + users + " users and " + tokens
                                + " API tokens; give them another one first, or remove them");
            }
            RoleStore.delete(transaction, name);
            record(transaction, EventType.ROLE_DELETED, caller, name, inWords(role), "");
            return role;
        });
    }

    /// Checks all of it and tells every mistake.
    private static Role sound(String name, String description, List<String> permissions, List<String> labels) {
        requireNotBuiltIn(name);
        List<String> mistakes = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            mistakes.add("a role's name is 1 to 63 lower-case letters, digits, '.', '_' or '-', not '" + shortened(name)
                    + "'");
        }
        if (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0) {
            mistakes.add("'description' has at most " + LONGEST_DESCRIPTION + " characters");
        }
        LabelScope scope = scope(labels, mistakes);
        if (permissions.isEmpty()) {
            mistakes.add("a role has one permission at least");
        }
        List<String> grantable = Role.grantable();
        for (String permission : new TreeSet<>(permissions)) {
            if (!grantable.contains(permission)) {
                mistakes.add("'" + shortened(permission) + "' is no permission that a role can be given; there are "
                        + String.join(", ", grantable));
            } else if (!scope.isEverything() && !Role.canBeWithinLabels(permission)) {
                mistakes.add("'" + permission + "' reaches beyond any labels; leave it out, or give no labels");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(
                    400, "role-invalid", "the role cannot be taken: " + String.join("; ", mistakes), mistakes);
        }
        return new Role(name, description.strip(), Set.copyOf(permissions), scope);
    }

    private static LabelScope scope(List<String> labels, List<String> mistakes) {
        TreeMap<String, String> byKey = new TreeMap<>();
        if (labels.size() > MOST_LABELS) {
            mistakes.add("'labelScope' has at most " + MOST_LABELS + " labels");
            return LabelScope.NONE;
        }
        for (String label : labels) {
            int equals = label.indexOf('=');
            if (equals < 0) {
                mistakes.add("a label is written as 'team=payments', not '" + shortened(label) + "'");
                continue;
            }
            String key = label.substring(0, equals);
            String value = label.substring(equals + 1);
            Labels.mistake(key, value).ifPresent(mistakes::add);
            String other = byKey.put(key, value);
            if (other != null && !other.equals(value)) {
                mistakes.add("nothing carries both " + key + "=" + other + " and " + label);
            }
        }
        return LabelScope.of(labels);
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private static void requireNotBuiltIn(String name) {
        if (Role.builtIn(name).isPresent()) {
            throw new ProblemException(
                    409,
                    "role-built-in",
                    "the role '" + name + "' is built in and stays as it is; make one of another name");
        }
    }

    /// The role that somebody is just being given; it stays until the transaction ends.
    ///
    /// @param code of the problem if there is none
    static Role given(Transaction transaction, String name, String code) {
        return Optional.of(name)
                .filter(given -> NAME.matcher(given).matches())
                .flatMap(given -> RoleStore.hold(transaction, given))
                .orElseThrow(() -> new ProblemException(400, code, "there is no role '" + shortened(name) + "'"));
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("role-unknown", "there is no role '" + shortened(name) + "'");
    }

    private void record(
            Transaction transaction, EventType type, Caller caller, String name, String before, String after) {
        AuditEventBuilder event = AuditEvent.of(type, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("role", name, name)
                .detail("before", before)
                .detail("after", after);
        trail.append(transaction, event);
    }

    private static String inWords(Role role) {
        return String.join(", ", role.chosen())
                + (role.scope().isEverything()
                        ? ""
                        : " within " + String.join(", ", role.scope().labels()))
                + (role.description().isEmpty() ? "" : " (" + role.description() + ")");
    }
}
