package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds a file against the digest that its server gave along: `Repr-Digest` (RFC 9530), or `x-goog-hash` as the bucket
/// of OSV answers. It shows damage on the way; against a lying server it proves nothing.
final class Integrity {
    private record Kind(String header, Pattern pattern, String algorithm) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("Repr-Digest", Pattern.compile("(?:^|[,\\s])sha-256=:([A-Za-z0-9+/=]{44}):"), "SHA-256"),
            new Kind("x-goog-hash", Pattern.compile("(?:^|[,\\s])md5=([A-Za-z0-9+/=]{24})"), "MD5"));

    private Integrity() {}

    /// Fails if the file is not what the server says it sent.
    static void check(HttpHeaders headers, Path file) throws IOException, FetchFailure {
        for (Kind kind : KINDS) {
            Optional<String> promised = headers.allValues(kind.header).stream()
                    .map(kind.pattern::matcher)
                    .filter(Matcher::find)
                    .map(m -> m.group(1))
                    .findFirst();
            if (promised.isPresent() && !promised.get().equals(digest(file, kind.algorithm))) {
                throw FetchFailure.passing("what came is not what its " + kind.header + " says", null);
            }
        }
    }

    private static String digest(Path file, String algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }
}
