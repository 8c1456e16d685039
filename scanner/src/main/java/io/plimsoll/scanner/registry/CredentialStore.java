package io.plimsoll.scanner.registry;

import java.util.Optional;

/// Knows credentials of registries, each for its own host only.
@FunctionalInterface
public interface CredentialStore {
    /// The credential for this very registry and repository; empty if nobody is logged in there. Called when the
    /// registry has asked for one.
    ///
    /// @throws RegistryException if the place where it should lie cannot be read
    Optional<Credential> find(RegistryReference reference) throws RegistryException;
}
