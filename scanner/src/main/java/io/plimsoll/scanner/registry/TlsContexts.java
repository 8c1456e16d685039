package io.plimsoll.scanner.registry;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom connections with TLS trust, and what they show of us. Made when first asked for, since reading the usual
/// authorities takes as long as a small image. Not for several threads.
final class TlsContexts implements Wire.Tls {
    private final String host;
    private final Optional<Path> authority;
    private final HostFolders folders;
    private @Nullable SSLContext registry;
    private @Nullable SSLContext others;

    /// @param host of the registry, with its port
    /// @param authority file with more certificates of authorities
    TlsContexts(String host, Optional<Path> authority, HostFolders folders) {
        this.host = host;
        this.authority = authority;
        this.folders = folders;
    }

    @Override
    public SSLContext registry() throws RegistryException {
        SSLContext known = registry;
        return known == null ? make() : known;
    }

    @Override
    public SSLContext others() throws RegistryException {
        registry();
        return Objects.requireNonNull(others);
    }

    private SSLContext make() throws RegistryException {
        Optional<KeyManager[]> identity = ClientIdentity.of(host, folders);
        TrustManager @Nullable [] trusted = Authorities.of(host, authority, folders);
        SSLContext made = context(identity.orElse(null), trusted);
        registry = made;
        others = identity.isEmpty() ? made : context(null, trusted);
        return made;
    }

    /// For connections without TLS: trusts nobody, and so need not read the usual authorities.
    static SSLContext nobody() {
        try {
            return initialized(null, new TrustManager[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    private static SSLContext context(KeyManager @Nullable [] identity, TrustManager @Nullable [] trusted)
            throws RegistryException {
        try {
            return initialized(identity, trusted);
        } catch (GeneralSecurityException e) {
            throw Authorities.unusable(e);
        }
    }

    private static SSLContext initialized(KeyManager @Nullable [] identity, TrustManager @Nullable [] trusted)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity, trusted, null);
        return context;
    }
}
