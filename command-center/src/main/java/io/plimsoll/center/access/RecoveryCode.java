package io.plimsoll.center.access;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/// Codes on paper that take the place of the app once: 80 random bits in four groups of letters and digits. So many
/// bits need no slow hash.
final class RecoveryCode {
    private static final int BYTES = 10;
    private static final int GROUP = 4;

    private RecoveryCode() {}

    static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return String.join("-", Totp.base32(bytes).toLowerCase(Locale.ROOT).split("(?<=\\G.{" + GROUP + "})"));
    }

    /// What is kept of it.
    ///
    /// @param typed with or without the hyphens, in any case
    static Digest kept(String user, String typed) {
        String plain = typed.replace("-", "").toLowerCase(Locale.ROOT);
        return Digest.of((user + '\n' + plain).getBytes(StandardCharsets.UTF_8));
    }
}
