package io.plimsoll.scanner.analysis.sensitive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Random;

/// Credentials and card numbers of nobody, made from a seed: the tree itself holds none.
final class MadeUp {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String ALPHANUMERIC = LETTERS + LETTERS.toLowerCase(java.util.Locale.ROOT) + "0123456789";

    private final Random random;

    MadeUp(long seed) {
        random = new Random(seed);
    }

    String alphanumeric(int length) {
        return of(ALPHANUMERIC, length);
    }

    String hexadecimal(int length) {
        return of("0123456789abcdef", length);
    }

    String base32(int length) {
        return of(LETTERS + "234567", length);
    }

    String digits(int length) {
        return of("0123456789", length);
    }

    String base64(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return Base64.getEncoder().encodeToString(some);
    }

    private String of(String characters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    String webToken(String claims) {
        return url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + url(claims) + "." + alphanumeric(43);
    }

    private static String url(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /// A number with a right check digit that begins so, and whose digits are not regular.
    String card(String prefix, int length) {
        while (true) {
            String body = prefix + digits(length - prefix.length() - 1);
            String number = body + checkDigit(body);
            if (CardNumber.of(number).filter(card -> !card.test()).isPresent()) {
                return number;
            }
        }
    }

    private static int checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 1 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return (10 - sum % 10) % 10;
    }

    /// A PKCS #8 key of an elliptic curve in PEM (RFC 7468).
    static String privateKey() {
        try {
            PrivateKey key =
                    KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
            return pem("PRIVATE KEY", key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The form that `ssh-keygen` writes, with the beginning of a key and noise behind it.
    String openSshKey(String cipher) {
        byte[] noise = new byte[300];
        random.nextBytes(noise);
        String head = "openssh-key-v1\0\0\0\0" + (char) cipher.length() + cipher;
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, noise, 0, start.length);
        return pem("OPENSSH PRIVATE KEY", noise);
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
