package io.plimsoll.scanner.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a private key in PEM: PKCS #8 (`PRIVATE KEY`), PKCS #1 (`RSA PRIVATE KEY`) or SEC 1 (`EC PRIVATE KEY`). No
/// message holds any of it, and none has a cause that might.
final class PrivateKeyFile {
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]*+)-----END \\1-----");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

    private PrivateKeyFile() {}

    /// @param shown the public half, which says of what kind the key is
    static PrivateKey read(Path file, PublicKey shown) throws RegistryException {
        Matcher block = BLOCK.matcher(text(file));
        if (!block.find()) {
            throw RegistryException.lasting("there is no private key in PEM in " + file);
        }
        String label = block.group(1);
        String body = block.group(2);
        if (label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw RegistryException.lasting(
                    "the private key in " + file + " is encrypted; store it without a password, for this user only");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(body);
            byte[] pkcs8 = label.equals("PRIVATE KEY") ? der : pkcs8(der, shown);
            return KeyFactory.getInstance(shown.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw RegistryException.lasting("the private key in " + file + " is not sound, or of another kind (" + label
                    + ") than its certificate (" + shown.getAlgorithm() + ")");
        }
    }

    private static String text(Path file) throws RegistryException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw RegistryException.lasting(
                    "the private key in " + file + " cannot be read; check that this user may read it", e);
        }
    }

    /// RFC 5208, 5. The kind of the key, and the curve, are said by its public half in the same words (RFC 5280, 4.1).
    private static byte[] pkcs8(byte[] key, PublicKey shown) {
        byte[] info = shown.getEncoded();
        int algorithm = contentAt(info, 0);
        byte[] kind = Arrays.copyOfRange(info, algorithm, contentAt(info, algorithm) + lengthAt(info, algorithm));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(VERSION_0);
        all.writeBytes(kind);
        all.writeBytes(element(OCTETS, key));
        return element(SEQUENCE, all.toByteArray());
    }

    /// Where the content of the DER element begins that begins here.
    private static int contentAt(byte[] der, int start) {
        int first = der[start + 1] & 0xff;
        return start + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int lengthAt(byte[] der, int start) {
        int first = der[start + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = start + 2; i < contentAt(der, start); i++) {
            length = length << 8 | (der[i] & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // Two bytes of length are enough for a key of MOST_BYTES in Base64.
        all.writeBytes(new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
        all.writeBytes(content);
        return all.toByteArray();
    }
}
