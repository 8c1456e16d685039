package io.plimsoll.enforcer.identity;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Believes a server whose chain holds the one pinned authority, if that authority has signed it, for a server, and the
/// time is right. The address does not matter: nobody but the Center gets a server certificate of this authority.
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Digest pin;

    PinnedTrust(Digest pin) {
        this.pin = pin;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate authority = Arrays.stream(chain)
                .filter(c -> c.getBasicConstraints() >= 0)
                .filter(c -> Identity.fingerprint(c).equals(pin))
                .findFirst()
                .orElseThrow(() -> new CertificateException("the server does not show the authority " + pin
                        + " of the enrolment string: it is another Center, or someone stands in between"));
        trustIn(authority).checkServerTrusted(chain, authType);
    }

    /// The JDK's own check of a chain, with this authority as the only one.
    private static X509TrustManager trustIn(X509Certificate authority) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("center", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return x509;
                }
            }
            throw new CertificateException("this Java runtime checks no certificates");
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the authority cannot be used", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
