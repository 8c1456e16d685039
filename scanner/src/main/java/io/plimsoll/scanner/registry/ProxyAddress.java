package io.plimsoll.scanner.registry;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A proxy as a variable of the environment names it: `http://proxy.example:3128`, or
/// `http://alice:p%40ss@proxy.example:3128` for one that wants a password.
///
/// @param login what it wants; empty where none is given
record ProxyAddress(InetSocketAddress address, Optional<Credential.Password> login) {
    private static final int USUAL_PORT = 80;

    /// Empty for what is no address of a proxy that can be followed.
    static Optional<ProxyAddress> parse(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
            Optional<Credential.Password> login =
                    Optional.ofNullable(uri.getRawUserInfo()).map(ProxyAddress::login);
            return Optional.of(new ProxyAddress(new InetSocketAddress(uri.getHost(), port), login));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Credential.Password login(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
        // RFC 7617, 2: the first colon ends the name, and neither of them holds a control character.
        if (user.contains(":") || (user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("no name and password for Basic");
        }
        return new Credential.Password(user, password);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
