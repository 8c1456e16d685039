package io.plimsoll.center.registries;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A registry as it is kept.
///
/// @param name for people, unique
/// @param sealed its credential, readable by the Center's key only
record Registry(UUID id, String name, RegistryKind kind, Destination where, Optional<String> sealed, Wanted wanted) {
    private static final String ECR_USER = "AWS";

    /// What is shown beside it.
    ///
    /// @param hasWebhook whether pushes can be announced
    /// @param dueAt when it is listed next
    /// @param listedAt when it was listed last
    /// @param failure why that failed; empty if it did not
    /// @param notes what was left out then
    /// @param tags how many it has of what is wanted
    /// @param images how many different images these are, as far as they were scanned
    /// @param open how many scans wait or run
    record State(
            boolean hasWebhook,
            String changedBy,
            Instant changedAt,
            Optional<Instant> dueAt,
            boolean isListing,
            Optional<Instant> listedAt,
            String failure,
            List<String> notes,
            int tags,
            int images,
            int open) {
        State {
            notes = List.copyOf(notes);
        }
    }

    /// The same with a sealed credential.
    Registry with(String credential) {
        return new Registry(id, name, kind, where, Optional.of(credential), wanted);
    }

    /// Whether the other one would list the same.
    boolean isAs(Registry other) {
        return kind == other.kind && where.equals(other.where) && wanted.equals(other.wanted);
    }

    /// Whether its credential is an access key of AWS, which is exchanged for passwords of some hours and goes to AWS
    /// alone. Of ECR, the user `AWS` comes with such a password itself.
    boolean hasAccessKey() {
        return kind == RegistryKind.ECR
                && !where.user().isEmpty()
                && !where.user().equals(ECR_USER);
    }

    /// What the credential is sealed for.
    String purpose() {
        return where.purpose(id, hasAccessKey() ? "access key of a registry" : "credential of a registry");
    }

    /// For the audit trail; without the credential.
    String described() {
        return "address " + where.address() + (where.plainHttp() ? " (plain HTTP)" : "") + ", kind " + kind.word()
                + ", user " + (where.user().isEmpty() ? "none" : where.user())
                + (where.authority().isEmpty() ? "" : ", private authority")
                + (where.tokenServers().isEmpty() ? "" : ", token servers " + where.tokenServers()) + ", " + wanted;
    }
}
