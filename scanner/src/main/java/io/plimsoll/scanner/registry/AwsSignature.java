package io.plimsoll.scanner.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature Version 4 of AWS, which proves who sends a request without sending the secret
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
///
/// @param at the instant of the request; AWS takes it for some minutes
record AwsSignature(AwsKey key, String region, String service, Instant at) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// The value of the header `x-amz-date`, which is among those that are signed.
    String time() {
        return TIME.format(at);
    }

    /// The value of the `Authorization` header.
    ///
    /// @param target its path and query are signed as they are written, encoded
    /// @param headers all that are signed, `host` among them: names in lower case, values with no space at the ends
    String authorization(String method, URI target, SortedMap<String, String> headers, byte[] body) {
        String names = String.join(";", headers.keySet());
        String request = String.join(
                "\n",
                method,
                target.getRawPath().isEmpty() ? "/" : target.getRawPath(),
                query(target),
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                digest(body));
        String signed = String.join("\n", ALGORITHM, time(), scope(), digest(bytes(request)));
        return ALGORITHM + " Credential=" + key.id() + "/" + scope() + ", SignedHeaders=" + names + ", Signature="
                + HexFormat.of().formatHex(code(signingKey(), signed));
    }

    /// The key that signs: of this day, region and service only.
    byte[] signingKey() {
        byte[] ofDay = code(bytes("AWS4" + key.secret()), day());
        return code(code(code(ofDay, region), service), "aws4_request");
    }

    private String scope() {
        return day() + "/" + region + "/" + service + "/aws4_request";
    }

    private String day() {
        return time().substring(0, 8);
    }

    private static String query(URI target) {
        String query = target.getRawQuery() == null ? "" : target.getRawQuery();
        return Arrays.stream(query.split("&")).sorted().collect(Collectors.joining("&"));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static byte[] code(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
