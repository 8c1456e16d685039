package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.Severity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises private keys in their text forms: PEM (RFC 7468, RFC 5915, RFC 8017), OpenSSH, OpenPGP (RFC 9580) and
/// PuTTY. Only what decodes to the beginning of a key is one; public keys and certificates never are.
final class PrivateKeys {
    static final String PEM = "-----begin ";
    static final String PUTTY = "putty-user-key-file-";

    /// Line ends as they are, as strings of programs and JSON write them, and what joins strings.
    private static final String BREAK = "(?:[\\s\"'+,]|\\\\[nrt])";

    private static final Pattern BEGIN =
            Pattern.compile("-----BEGIN (?<label>(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?)-----");

    private static final Pattern BODY = Pattern.compile(BREAK + "{1,64}+"
            + "(?<headers>(?:[A-Z][A-Za-z-]{1,20}+: [^\\r\\n\\\\]{0,120}+" + BREAK + "{1,16}+){0,8}+)"
            + "(?<data>(?:[A-Za-z0-9+/=]{1,512}+" + BREAK + "{0,8}+){1,100}+)");

    private static final Pattern PUTTY_KEY = Pattern.compile(
            "PuTTY-User-Key-File-[23]: [a-z0-9-]{1,40}+\\r?\\nEncryption: (?<encryption>[a-z0-9-]{1,20}+)\\r?\\n"
                    + "(?:.{0,200}+\\r?\\n){1,40}?Private-Lines: (?<data>[0-9]{1,3}+\\r?\\n[A-Za-z0-9+/=]{20,80}+)");

    private static final Pattern NO_BASE64 = Pattern.compile("[^A-Za-z0-9+/=]|\\\\[nrt]");
    private static final int FEWEST_CHARACTERS = 60;

    private PrivateKeys() {}

    /// A private key.
    ///
    /// @param excerpt its first line
    /// @param material what its fingerprint is made of
    record Key(String rule, Severity severity, int start, int end, String excerpt, String material) {}

    /// The key whose first line begins here, or null if there is none.
    static @Nullable Key at(Window text, int start) {
        Matcher begin = BEGIN.matcher(text).region(start, Math.min(text.length(), start + 100));
        if (!begin.lookingAt()) {
            return putty(text, start);
        }
        Matcher body =
                BODY.matcher(text).region(begin.end(), Math.min(text.length(), begin.end() + Window.AROUND - 200));
        if (!body.lookingAt()) {
            return null;
        }
        String data = body.group("data").replaceAll("\\\\[nrt]", "");
        String base64 = NO_BASE64.matcher(data).replaceAll("");
        String bytes = Secrets.decoded(base64.substring(0, Math.min(base64.length(), 512) & ~3));
        String label = begin.group("label");
        if (base64.length() < FEWEST_CHARACTERS || !isKey(label, bytes) || Secrets.bits(base64) < 3.5) {
            return null;
        }
        boolean encrypted = label.contains("ENCRYPTED")
                || body.group("headers").contains("ENCRYPTED")
                || (bytes.startsWith("openssh-key-v1\0") && !bytes.startsWith("\0\0\0\4none", 15));
        return key(text, start, body.end(), begin.group(), base64, encrypted);
    }

    private static Key key(Window text, int start, int end, String line, String material, boolean encrypted) {
        String before = text.subSequence(Math.max(0, start - 40), start);
        boolean isServiceAccount = before.contains("\"private_key\"");
        return new Key(
                isServiceAccount ? "gcp-service-account" : encrypted ? "private-key-encrypted" : "private-key",
                encrypted ? Severity.LOW : Severity.HIGH,
                start,
                end,
                line + " ****",
                material);
    }

    private static @Nullable Key putty(Window text, int start) {
        Matcher key = PUTTY_KEY.matcher(text).region(start, Math.min(text.length(), start + Window.AROUND - 200));
        return key.lookingAt()
                ? key(
                        text,
                        start,
                        key.end(),
                        "PuTTY-User-Key-File",
                        key.group("data"),
                        !key.group("encryption").equals("none"))
                : null;
    }

    /// PEM holds a sequence of ASN.1 (ITU-T X.690), or its ciphertext where headers say so; OpenPGP a packet with tag
    /// 5.
    private static boolean isKey(String label, String bytes) {
        if (bytes.length() < 40) {
            return false;
        }
        char first = bytes.charAt(0);
        if (label.startsWith("PGP")) {
            return first == 0xc5 || (first >= 0x94 && first <= 0x97);
        }
        if (label.startsWith("OPENSSH")) {
            return bytes.startsWith("openssh-key-v1\0");
        }
        return label.startsWith("SSH2") || first == 0x30 || label.matches("(?:RSA|DSA|EC) PRIVATE KEY");
    }
}
