package io.plimsoll.enforcer.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/// Signatures of the Center's policy key (Ed25519) over a purpose and a document, so that what was signed for
/// one purpose never serves another.
public final class CenterSignature {
    private CenterSignature() {}

    /// A key of bundles that the Center vouches for.
    ///
    /// @param key of the Center
    /// @param der SubjectPublicKeyInfo
    /// @return empty if the signature does not hold, or it is no such key
    public static Optional<PublicKey> vouchedBundleKey(PublicKey key, byte[] der, byte[] signature) {
        try {
            return isGood(key, "plimsoll-bundle-key", der, signature)
                    ? Optional.of(Keys.ed25519(der))
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// Whether the Center vouches that an administrator went back to this bundle.
    ///
    /// @param bundle digest of the whole file, as it was offered
    public static boolean allowsOlderBundle(PublicKey key, String bundle, byte[] signature) {
        return isGood(key, "plimsoll-bundle-older", bundle.getBytes(StandardCharsets.US_ASCII), signature);
    }

    /// @param purpose such as `plimsoll-snapshot`
    public static boolean isGood(PublicKey key, String purpose, byte[] document, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update((purpose + "\n").getBytes(StandardCharsets.US_ASCII));
            verifier.update(document);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
