package io.plimsoll.scanner.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The authorities that may vouch for a registry: the usual ones of the JDK, those of a file, and those that the Docker
/// client would find for the host.
final class Authorities {
    static final Path DOCKER = Path.of("/etc/docker/certs.d");
    private static final int MOST_BYTES = 1 << 20;

    private Authorities() {}

    /// @param folder where a folder per host holds `*.crt` files, as the Docker client reads them
    static SSLContext trust(String host, Optional<Path> file, Path folder) throws RegistryException {
        List<Certificate> more = new ArrayList<>();
        if (file.isPresent()) {
            more.addAll(certificates(file.get()));
        }
        for (Path one : files(folder.resolve(host))) {
            more.addAll(certificates(one));
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, more.isEmpty() ? null : managers(store(more)), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw RegistryException.lasting(
                    "certificates cannot be checked on this Java runtime: " + e.getMessage(), e);
        }
    }

    /// For a connection without TLS: trusts nobody, and so need not read the usual authorities.
    static SSLContext nobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    private static List<Path> files(Path folder) throws RegistryException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.crt")) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw RegistryException.lasting("the certificates in " + folder + " cannot be listed", e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws RegistryException {
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
