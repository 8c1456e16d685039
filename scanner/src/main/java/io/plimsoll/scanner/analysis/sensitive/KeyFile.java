package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import io.plimsoll.scanner.layer.FileAnalyser.LayerFile;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Recognises files of private keys in binary forms, by their content alone: keystores of Java (JKS and JCEKS), PKCS
/// #12 (RFC 7292), and keys in DER (RFC 5958, RFC 8017, RFC 5915). A store that holds nothing but certificates, such as
/// that of the authorities that Java trusts, is none.
///
/// A keystore is of medium severity: a password protects it, which is mostly a well-known one or lies beside it.
final class KeyFile {
    /// Bytes; no keystore needs more.
    static final long LARGEST = 4 << 20;

    private static final String JKS = bytes("feedfeed");
    private static final String JCEKS = bytes("cececece");
    private static final char SEQUENCE = 0x30;

    /// `INTEGER 3`, the version of PKCS #12, and the beginning of what follows it.
    private static final String PKCS12 = bytes("020103" + "30");

    /// Versions of PKCS #8, and the beginning of the algorithm.
    private static final String PKCS8 = bytes("020100" + "30");

    private static final String PKCS8_WITH_PUBLIC_KEY = bytes("020101" + "30");

    /// The version of an RSA key, and the beginning of its modulus.
    private static final String PKCS1 = bytes("020100" + "0282");

    /// The version of an elliptic curve key, and the beginning of the key.
    private static final String SEC1 = bytes("020101" + "04");

    /// `PBES2`, and `pkcs-12PbeIds`: by what a PKCS #8 key may be encrypted.
    private static final String PBES2 = bytes("06092a864886f70d01050d");

    private static final String PKCS12_ENCRYPTION = bytes("060a2a864886f70d010c01");

    /// `keyBag` and `pkcs8ShroudedKeyBag`: a key in PKCS #12 as it is, and one that a password protects.
    private static final String KEY_BAG = bytes("060b2a864886f70d010c0a0101");

    private static final String PROTECTED_KEY_BAG = bytes("060b2a864886f70d010c0a0102");

    private KeyFile() {}

    /// Whether the first bytes of a file are those of one of these forms.
    static boolean isOne(LayerFile file) {
        String start = file.start();
        return isJavaKeystore(start) || isPkcs12(start) || (isWhole(start, file.size()) && isKey(start));
    }

    /// The keys of the file as one leak; empty if it holds none.
    static Optional<LeakSearch.Match> read(FileBytes content) {
        byte[] bytes = content.toArray();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isJavaKeystore(text)) {
            return JavaKeystore.holdsKey(content)
                    ? Optional.of(leak("keystore", Severity.MEDIUM, "a Java keystore ****", bytes))
                    : Optional.empty();
        }
        if (isPkcs12(text)) {
            boolean isOpen = text.contains(KEY_BAG);
            return isOpen || text.contains(PROTECTED_KEY_BAG)
                    ? Optional.of(leak(
                            "keystore", isOpen ? Severity.HIGH : Severity.MEDIUM, "a PKCS #12 keystore ****", bytes))
                    : Optional.empty();
        }
        return Optional.of(
                isEncrypted(text)
                        ? leak("private-key-encrypted", Severity.LOW, "an encrypted key in DER ****", bytes)
                        : leak("private-key", Severity.HIGH, "a key in DER ****", bytes));
    }

    private static LeakSearch.Match leak(String rule, Severity severity, String excerpt, byte[] bytes) {
        return new LeakSearch.Match(
                rule,
                severity,
                0,
                0,
                bytes.length,
                excerpt,
                false,
                Digest.of(bytes).hex());
    }

    private static boolean isJavaKeystore(String start) {
        return start.startsWith(JKS) || start.startsWith(JCEKS);
    }

    private static boolean isPkcs12(String start) {
        return start.startsWith(PKCS12, inside(start, 0));
    }

    private static boolean isKey(String start) {
        int content = inside(start, 0);
        return start.startsWith(PKCS8, content)
                || start.startsWith(PKCS8_WITH_PUBLIC_KEY, content)
                || start.startsWith(PKCS1, content)
                || start.startsWith(SEC1, content)
                || isEncrypted(start);
    }

    private static boolean isEncrypted(String start) {
        int algorithm = inside(start, inside(start, 0));
        return start.startsWith(PBES2, algorithm) || start.startsWith(PKCS12_ENCRYPTION, algorithm);
    }

    /// Where the content of a sequence begins (X.690, 8.1.3); -1 if there is none.
    private static int inside(String bytes, int at) {
        if (at < 0 || at + 1 >= bytes.length() || bytes.charAt(at) != SEQUENCE) {
            return -1;
        }
        int length = bytes.charAt(at + 1);
        return at + 2 + (length <= 0x80 ? 0 : length & 0x7f);
    }

    /// Whether a file is one sequence from its first byte to its last.
    private static boolean isWhole(String start, long size) {
        int content = inside(start, 0);
        if (content < 0 || content > start.length() || content > 2 + Integer.BYTES) {
            return false;
        }
        long length = content == 2 ? start.charAt(1) : 0;
        for (int at = 2; at < content; at++) {
            length = length << Byte.SIZE | start.charAt(at);
        }
        return content + length == size;
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
