package io.plimsoll.enforcer.identity;

import io.plimsoll.model.Digest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that this Enforcer needs to speak with its Center, and to believe it.
///
/// @param id the Center's name for this Enforcer, a UUID
/// @param authority the only authority that is trusted
/// @param policyKey signs snapshots and checkpoints
/// @param bundleKey signs intelligence bundles; absent if the Center had none yet
public record Identity(
        String id,
        String host,
        int port,
        PrivateKey key,
        X509Certificate certificate,
        X509Certificate authority,
        PublicKey policyKey,
        Optional<PublicKey> bundleKey) {

    /// When two thirds of the certificate's life are over.
    public Instant renewalDue() {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        return from.plus(Duration.between(from, to).multipliedBy(2).dividedBy(3));
    }

    /// The same after a renewal.
    public Identity renewed(PrivateKey newKey, X509Certificate newCertificate, X509Certificate newAuthority) {
        return new Identity(id, host, port, newKey, newCertificate, newAuthority, policyKey, bundleKey);
    }

    /// The same with another key of bundles, which the Center has vouched for.
    public Identity with(PublicKey newBundleKey) {
        return new Identity(id, host, port, key, certificate, authority, policyKey, Optional.of(newBundleKey));
    }

    /// Whether this Center is meant by an enrolment string.
    public boolean isOf(EnrolmentString enrolment) {
        return fingerprint(authority).equals(enrolment.authority());
    }

    static Digest fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate cannot be encoded", e);
        }
    }

    /// Never with the key.
    @Override
    public String toString() {
        return "Enforcer " + id + " of " + host + ":" + port;
    }
}
