package io.plimsoll.center.enforcers;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Grpc;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Who speaks on a connection, as its certificate says. Nothing that a message says of its sender counts.
///
/// @param serial of the certificate
record Peer(UUID enforcer, String serial) {
    /// Where a call finds its peer.
    static final Context.Key<Peer> KEY = Context.key("peer");

    /// Where a call finds the address that it came from.
    static final Context.Key<String> ADDRESS = Context.key("address");

    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([0-9a-f-]{36})(?:,|$)");

    /// The peer of a connection; empty if it showed no certificate. TLS has checked that our authority made it.
    static Optional<Peer> of(Attributes connection) {
        SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static Optional<Peer> of(X509Certificate certificate) {
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return name.find()
                ? Optional.of(new Peer(UUID.fromString(name.group(1)), serial(certificate)))
                : Optional.empty();
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    static String address(Attributes connection) {
        SocketAddress address = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "unknown";
    }
}
