package io.plimsoll.center.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that change with time (RFC 6238): HMAC-SHA-1, six digits, 30 seconds, which is what every authenticator app
/// knows.
final class Totp {
    static final Duration STEP = Duration.ofSeconds(30);
    static final int SECRET_BYTES = 20;

    /// Clocks of people may be one step off.
    private static final int WINDOW = 1;

    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA-1", e);
        }
    }

    /// The step whose code this is, if there is one around now and after the last that was used.
    static OptionalLong fitting(byte[] secret, String code, Instant now, long lastUsed) {
        byte[] shown = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = step(now) - WINDOW; step <= step(now) + WINDOW; step++) {
            boolean fits = MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), shown);
            if (fits && step > lastUsed && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /// What an authenticator app takes as a QR code.
    static String address(byte[] secret, String user) {
        return "otpauth://totp/Plimsoll:" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "?secret="
                + base32(secret) + "&issuer=Plimsoll&algorithm=SHA1&digits=6&period=" + STEP.toSeconds();
    }

    /// RFC 4648 without padding, as apps show and take keys.
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE32.charAt((buffer >> (bits - 5)) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt((buffer << (5 - bits)) & 31)).toString();
    }
}
