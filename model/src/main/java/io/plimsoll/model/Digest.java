package io.plimsoll.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A content digest, `sha256:` followed by 64 lower-case hexadecimal digits (OCI image specification, "Digests").
/// A digest that exists is valid. Other algorithms of the specification are refused: no registry we know serves them.
///
/// @param hex the 64 digits
public record Digest(String hex) implements Comparable<Digest> {
    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;

    public Digest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("not a SHA-256 in 64 lower-case hexadecimal digits: '" + hex + "'");
        }
    }

    /// Reads `sha256:<64 hex>`.
    ///
    /// @throws IllegalArgumentException if the text is anything else
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a sha256 digest: '" + text + "'");
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    /// The digest of these bytes.
    public static Digest of(byte[] bytes) {
        return ofRaw(sha256().digest(bytes));
    }

    /// The digest whose 32 raw bytes these are, as a [MessageDigest] returns them.
    public static Digest ofRaw(byte[] raw) {
        return new Digest(HexFormat.of().formatHex(raw));
    }

    /// A fresh SHA-256; the JDK is required to have one.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /// The first twelve digits, as the engine shows ids to people.
    public String shortHex() {
        return hex.substring(0, 12);
    }

    private static boolean isHex(String text) {
        boolean all = text.length() == DIGITS;
        for (int i = 0; all && i < DIGITS; i++) {
            char digit = text.charAt(i);
            all = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return all;
    }

    // Written out, for the JVM builds those of a record at their first use, and every scan would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest digest && hex.equals(digest.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    /// The form that [#parse] reads: `sha256:<hex>`.
    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
