package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// A certificate that a registry wants of its clients, with its private key: `NAME.cert` and `NAME.key` in PEM, as the
/// Docker client has them in the folder of the host.
final class ClientIdentity {
    private static final String CERTIFICATE = ".cert";
    private static final char[] NO_PASSWORD = {};

    private ClientIdentity() {}

    /// What proves to this host who we are; empty where there is nothing. Of several certificates the first counts.
    ///
    /// @throws RegistryException naming the file that cannot be read or does not fit
    static Optional<KeyManager[]> of(String host, HostFolders folders) throws RegistryException {
        List<Path> certificates = folders.files(host, CERTIFICATE);
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        Path certificate = certificates.getFirst();
        String name = certificate.getFileName().toString();
        Path key = certificate.resolveSibling(name.substring(0, name.length() - CERTIFICATE.length()) + ".key");
        if (!Files.exists(key)) {
            throw RegistryException.lasting("there is no private key " + key + " for the client certificate "
                    + certificate + "; certificates of authorities end with .crt");
        }
        Certificate[] chain = Authorities.certificates(certificate).toArray(new Certificate[0]);
        PrivateKey secret = PrivateKeyFile.read(key, chain[0].getPublicKey());
        try {
            if (!belong(secret, chain[0].getPublicKey())) {
                throw RegistryException.lasting(
                        "the private key in " + key + " is not that of the certificate in " + certificate);
            }
            return Optional.of(managers(secret, chain));
        } catch (GeneralSecurityException | IOException e) {
            if (e instanceof RegistryException said) {
                throw said;
            }
            throw RegistryException.lasting(
                    "the private key in " + key + " and the certificate in " + certificate + " cannot be used together",
                    e);
        }
    }

    private static KeyManager[] managers(PrivateKey key, Certificate[] chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", key, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static boolean belong(PrivateKey secret, PublicKey shown) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (shown.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> shown.getAlgorithm();
                });
        signature.initSign(secret);
        byte[] proof = signature.sign();
        signature.initVerify(shown);
        return signature.verify(proof);
    }
}
