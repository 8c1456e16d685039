package io.plimsoll.scanner.registry;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// How a registry is to be reached.
///
/// @param credentials where they are looked up when a registry asks for one
/// @param authority file with the certificates, in PEM, of authorities to trust besides the usual ones
/// @param plainHttp whether to speak HTTP without TLS, and then only that
/// @param realms hosts of token servers that may see credentials although the registry has another host
public record RegistryAccess(
        CredentialStore credentials, Optional<Path> authority, boolean plainHttp, Set<String> realms) {
    public RegistryAccess {
        realms = Set.copyOf(realms);
    }
}
