package io.plimsoll.scanner.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/// Scheme, host and port: what a credential belongs to.
record Origin(String scheme, String host, int port) {
    /// @param uri with a host, `http` or `https`
    static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return new Origin(
                scheme,
                Objects.requireNonNull(uri.getHost()).toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? usual : uri.getPort());
    }

    boolean isPlain() {
        return scheme.equals("http");
    }
}
