package io.plimsoll.feeds;

import io.plimsoll.advisories.bundle.BundleKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/// Computes the public key of an Ed25519 private key. The JDK has no such operation, but its generator takes
/// exactly the private key's 32 bytes from its random source, so a source that repeats them yields the same
/// pair.
final class PublicKeyOf {
    private PublicKeyOf() {}

    static BundleKey privateKey(PrivateKey privateKey) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) privateKey)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the key does not give its bytes"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new Repeated(seed));
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(pair.getPrivate().getEncoded(), privateKey.getEncoded())) {
            throw new GeneralSecurityException("this Java runtime makes Ed25519 keys in a way we do not know");
        }
        return new BundleKey(pair.getPublic());
    }

    private static final class Repeated extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Repeated(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
