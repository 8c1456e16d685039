package io.plimsoll.center.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The table of roles: what each may do. Nothing else in the Center grants anything.
@SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
enum Role {
    /// Writes policy, answers alerts, keeps users and Enforcers.
    ADMINISTRATOR(Set.of(
            "audit.export",
            "audit.read",
            "compliance.read",
            "containers.read",
            "dashboard.read",
            "enforcers.read",
            "enforcers.write",
            "hosts.read",
            "images.read",
            "images.scan",
            "intelligence.read",
            "intelligence.write",
            "labels.read",
            "labels.write",
            "live.read",
            "policies.read",
            "policies.write",
            "users.read",
            "users.write")),
    /// Sees everything and changes nothing.
    AUDITOR(Set.of(
            "audit.export",
            "audit.read",
            "compliance.read",
            "containers.read",
            "dashboard.read",
            "enforcers.read",
            "hosts.read",
            "images.read",
            "intelligence.read",
            "labels.read",
            "live.read",
            "policies.read",
            "users.read")),
    /// A pipeline: looks at images and has them scanned.
    SCANNER(Set.of("images.read", "images.scan", "intelligence.read", "live.read", "policies.read"));

    private final Set<String> permissions;

    Role(Set<String> permissions) {
        this.permissions = permissions;
    }

    Set<String> permissions() {
        return permissions;
    }

    /// The lower-case word of the API.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
