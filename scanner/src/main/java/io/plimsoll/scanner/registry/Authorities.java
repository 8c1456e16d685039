package io.plimsoll.scanner.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The authorities that may vouch for a registry: the usual ones of the JDK, those of a file, and those that Docker
/// and Podman would find for the host.
final class Authorities {
    private static final int MOST_BYTES = 1 << 20;

    private Authorities() {}

    /// Null for the usual ones alone.
    ///
    /// @param host of the registry, with its port
    /// @param file with more certificates
    static TrustManager @Nullable [] of(String host, Optional<Path> file, HostFolders folders)
            throws RegistryException {
        List<Certificate> more = new ArrayList<>();
        if (file.isPresent()) {
            more.addAll(certificates(file.get()));
        }
        for (Path one : folders.files(host, ".crt")) {
            more.addAll(certificates(one));
        }
        try {
            return more.isEmpty() ? null : managers(store(more));
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
    }

    static RegistryException unusable(Exception e) {
        return RegistryException.lasting("certificates cannot be checked on this Java runtime: " + e.getMessage(), e);
    }

    /// What a file holds, in its order; at least one.
    static Collection<? extends Certificate> certificates(Path file) throws RegistryException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] pem = in.readNBytes(MOST_BYTES);
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (found.isEmpty()) {
                throw new CertificateException("it is empty");
            }
            return found;
        } catch (CertificateException e) {
            throw RegistryException.lasting("there is no certificate in PEM in " + file, e);
        } catch (IOException e) {
            throw RegistryException.lasting("the certificates in " + file + " cannot be read; is it there?", e);
        }
    }

    private static KeyStore store(List<Certificate> more) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        List<Certificate> all = new ArrayList<>(more);
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager usual) {
                for (X509Certificate one : usual.getAcceptedIssuers()) {
                    all.add(one);
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
        }
        return store;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
