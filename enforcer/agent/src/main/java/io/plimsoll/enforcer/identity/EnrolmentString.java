package io.plimsoll.enforcer.identity;

import io.plimsoll.model.Digest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;

/// What an administrator copies from the Center to a host: `plimsoll-enrol://HOST:PORT?token=...&ca=sha256:...`.
///
/// @param token good for one enrolment
/// @param authority SHA-256 of the certificate of the Center's authority
public record EnrolmentString(String host, int port, String token, Digest authority) {
    /// Reads one.
    ///
    /// @throws IllegalArgumentException with a message for the administrator, without the token
    public static EnrolmentString parse(String text) {
        try {
            URI uri = new URI(text.strip());
            Map<String, String> query = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
            String token = query.getOrDefault("token", "");
            boolean complete = "plimsoll-enrol".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && !token.isEmpty();
            if (!complete) {
                throw new IllegalArgumentException("it is not of the form"
                        + " 'plimsoll-enrol://HOST:PORT?token=...&ca=sha256:...'; copy it whole from the Center");
            }
            String host = uri.getHost().replaceAll("^\\[|]$", "");
            return new EnrolmentString(host, uri.getPort(), token, Digest.parse(query.getOrDefault("ca", "")));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is no address: " + e.getReason(), e);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return "plimsoll-enrol://" + host + ":" + port + "?token=[redacted]&ca=" + authority;
    }
}
