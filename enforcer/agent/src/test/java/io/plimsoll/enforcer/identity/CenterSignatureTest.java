package io.plimsoll.enforcer.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import org.junit.jupiter.api.Test;

class CenterSignatureTest {
    private static final String BUNDLE = "sha256:" + "ab".repeat(32);

    private static byte[] signed(KeyPair by, String text) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(by.getPrivate());
        signer.update(text.getBytes(StandardCharsets.US_ASCII));
        return signer.sign();
    }

    @Test
    void vouchesForOneOlderBundleByTheCentersKeyAndForThatPurposeOnly() throws GeneralSecurityException {
        KeyPair center = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] right = signed(center, "plimsoll-bundle-older\n" + BUNDLE);
        assertThat(CenterSignature.allowsOlderBundle(center.getPublic(), BUNDLE, new byte[0]))
                .isFalse();
        assertThat(CenterSignature.allowsOlderBundle(center.getPublic(), BUNDLE, right))
                .isTrue();
        assertThat(CenterSignature.allowsOlderBundle(center.getPublic(), BUNDLE.replace("a", "c"), right))
                .isFalse();
        assertThat(CenterSignature.allowsOlderBundle(stranger.getPublic(), BUNDLE, right))
                .isFalse();
        assertThat(CenterSignature.allowsOlderBundle(
                        center.getPublic(), BUNDLE, signed(center, "plimsoll-bundle-key\n" + BUNDLE)))
                .isFalse();
    }
}
