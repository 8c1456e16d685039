package io.plimsoll.center.access;

import io.plimsoll.center.server.database.LabelScope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What who has it may do, and with what. Nothing else in the Center grants anything.
///
/// @param name word of the API
/// @param permissions one's own account included
/// @param scope what everything has to carry that is seen or touched
record Role(String name, String description, Set<String> permissions, LabelScope scope) {
    /// To list and end the own sessions, and to make API tokens. Every role has it, and no API token: a token makes no
    /// tokens.
    private static final String OWN_ACCOUNT = "account.own";

    /// Writes policy, answers alerts, keeps users and Enforcers.
    static final Role ADMINISTRATOR = builtIn(
            "administrator",
            "Does everything.",
            "audit.export",
            "audit.read",
            "compliance.read",
            "containers.read",
            "dashboard.read",
            "enforcers.read",
            "enforcers.write",
            "exceptions.confirm",
            "exceptions.read",
            "exceptions.use",
            "exceptions.write",
            "hosts.read",
            "images.read",
            "images.scan",
            "images.write",
            "intelligence.read",
            "intelligence.write",
            "labels.read",
            "labels.write",
            "live.read",
            "notifications.read",
            "policies.read",
            "policies.write",
            "registries.read",
            "registries.write",
            "services.read",
            "services.write",
            "users.read",
            "users.write");

    /// Sees everything and changes nothing.
    static final Role AUDITOR = builtIn(
            "auditor",
            "Reads everything, changes nothing.",
            "audit.export",
            "audit.read",
            "compliance.read",
            "containers.read",
            "dashboard.read",
            "enforcers.read",
            "exceptions.read",
            "exceptions.use",
            "hosts.read",
            "images.read",
            "intelligence.read",
            "labels.read",
            "live.read",
            "notifications.read",
            "policies.read",
            "registries.read",
            "services.read",
            "users.read");

    /// A pipeline: fetches what scans are judged by, and has images scanned. It sees nothing of the inventory.
    static final Role SCANNER = builtIn(
            "scanner",
            "For pipelines: fetches what scans are judged by, has images scanned.",
            "exceptions.use",
            "images.scan",
            "intelligence.read",
            "policies.read");

    static final List<Role> BUILT_IN = List.of(ADMINISTRATOR, AUDITOR, SCANNER);

    /// What is left to administrators: with it somebody could give themselves all the others.
    private static final Set<String> OF_ADMINISTRATORS = Set.of("users.write");

    /// What can be held to labels. All else reaches beyond any, such as a policy.
    private static final Set<String> WITHIN_LABELS = Set.of(
            "audit.read",
            "containers.read",
            "dashboard.read",
            "exceptions.read",
            "hosts.read",
            "images.read",
            "images.scan",
            "intelligence.read",
            "labels.read",
            "live.read",
            "notifications.read",
            "services.read");

    Role {
        permissions = with(permissions);
    }

    private static Role builtIn(String name, String description, String... permissions) {
        return new Role(name, description, Set.of(permissions), LabelScope.NONE);
    }

    private static Set<String> with(Set<String> permissions) {
        Set<String> all = new HashSet<>(permissions);
        all.add(OWN_ACCOUNT);
        return Set.copyOf(all);
    }

    /// What roles of one's own can be made of, in order.
    static List<String> grantable() {
        return ADMINISTRATOR.permissions.stream()
                .filter(p -> !p.equals(OWN_ACCOUNT) && !OF_ADMINISTRATORS.contains(p))
                .sorted()
                .toList();
    }

    /// Whether a role that is held to labels can have this permission.
    static boolean canBeWithinLabels(String permission) {
        return WITHIN_LABELS.contains(permission);
    }

    /// What an API token of this role may do at most.
    Set<String> permissionsOfTokens() {
        return permissions.stream().filter(p -> !p.equals(OWN_ACCOUNT)).collect(Collectors.toUnmodifiableSet());
    }

    /// What somebody chose, without what every role has; in order.
    List<String> chosen() {
        return permissionsOfTokens().stream().sorted().toList();
    }

    boolean isBuiltIn() {
        return builtIn(name).isPresent();
    }

    static Optional<Role> builtIn(String name) {
        return BUILT_IN.stream().filter(role -> role.name.equals(name)).findFirst();
    }
}
