package io.plimsoll.audittrail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/// A checkpoint as it travels and as it is kept.
///
/// @param document JSON, exactly as it was signed
/// @param signature Ed25519 over `plimsoll-checkpoint\n` and the document, in Base64
public record SignedCheckpoint(String document, String signature) {
    /// The checkpoint, if the key signed it.
    public Optional<Checkpoint> open(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update((Checkpoint.PURPOSE + document).getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature))
                    ? Optional.of(Checkpoint.parse(document))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
