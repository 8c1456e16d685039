package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.scanner.layer.FileBytes;
import java.io.DataInputStream;
import java.io.IOException;

/// Walks through the entries of a Java keystore, of the forms JKS and JCEKS, as `java.security.KeyStore` writes them:
/// magic, version and count, then of each entry its tag, alias, date and content.
final class JavaKeystore {
    private static final int PRIVATE_KEY = 1;
    private static final int CERTIFICATE = 2;
    private static final int SECRET_KEY = 3;

    private JavaKeystore() {}

    /// Whether an entry is a private or secret key. What cannot be read on holds none: no Java reads it either.
    static boolean holdsKey(FileBytes content) {
        try (DataInputStream in = new DataInputStream(content.open())) {
            in.readInt();
            boolean namesTypes = in.readInt() > 1;
            for (int left = in.readInt(); left > 0; left--) {
                switch (in.readInt()) {
                    case PRIVATE_KEY, SECRET_KEY -> {
                        return true;
                    }
                    case CERTIFICATE -> skipCertificate(in, namesTypes);
                    default -> {
                        return false;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static void skipCertificate(DataInputStream in, boolean namesType) throws IOException {
        in.skipNBytes(in.readUnsignedShort());
        in.skipNBytes(Long.BYTES);
        if (namesType) {
            in.skipNBytes(in.readUnsignedShort());
        }
        in.skipNBytes(Math.max(0, in.readInt()));
    }
}
