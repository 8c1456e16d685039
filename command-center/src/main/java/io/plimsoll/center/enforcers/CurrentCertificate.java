package io.plimsoll.center.enforcers;

import io.plimsoll.center.server.keys.ServerCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the server's certificate of the moment to new connections, so that it can be replaced while the server runs.
final class CurrentCertificate extends X509ExtendedKeyManager {
    private static final String ALIAS = "center";
    private static final String KEY_TYPE = "EC";

    private volatile ServerCertificate current;

    CurrentCertificate(ServerCertificate first) {
        current = first;
    }

    void replace(ServerCertificate next) {
        current = next;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return keyType.equals(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return keyType.equals(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
