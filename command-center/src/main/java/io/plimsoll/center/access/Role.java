package io.plimsoll.center.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The table of roles: what each may do. Nothing else in the Center grants anything.
@SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
enum Role {
    /// Writes policy, answers alerts, keeps users and Enforcers.
    ADMINISTRATOR(Set.of(
            Role.OWN_ACCOUNT,
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
            "users.write")),
    /// Sees everything and changes nothing.
    AUDITOR(Set.of(
            Role.OWN_ACCOUNT,
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
            "users.read")),
    /// A pipeline: fetches what scans are judged by, and has images scanned. It sees nothing of the inventory.
    SCANNER(Set.of(Role.OWN_ACCOUNT, "exceptions.use", "images.scan", "intelligence.read", "policies.read"));

    /// To list and end the own sessions, and to make API tokens. No API token has it: a token makes no tokens.
    private static final String OWN_ACCOUNT = "account.own";

    private final Set<String> permissions;

    Role(Set<String> permissions) {
        this.permissions = permissions;
    }

    Set<String> permissions() {
        return permissions;
    }

    /// What an API token of this role may do at most.
    Set<String> permissionsOfTokens() {
        return permissions.stream().filter(p -> !p.equals(OWN_ACCOUNT)).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether everything that the other role may do is allowed to this one.
    boolean includes(Role other) {
        return permissions.containsAll(other.permissions);
    }

    /// The lower-case word of the API.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
