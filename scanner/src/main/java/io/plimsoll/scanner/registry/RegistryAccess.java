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
/// @param help what people are told who can do something about a refusal
public record RegistryAccess(
        CredentialStore credentials, Optional<Path> authority, boolean plainHttp, Set<String> realms, Help help) {
    public RegistryAccess {
        realms = Set.copyOf(realms);
    }

    /// For somebody at the command line.
    public RegistryAccess(
            CredentialStore credentials, Optional<Path> authority, boolean plainHttp, Set<String> realms) {
        this(credentials, authority, plainHttp, realms, Help.COMMAND_LINE);
    }

    /// The same for another registry that stands for the one that was asked for: what was said of that one does
    /// not hold there.
    RegistryAccess ofAnother() {
        return new RegistryAccess(credentials, authority, false, Set.of(), help);
    }
}
