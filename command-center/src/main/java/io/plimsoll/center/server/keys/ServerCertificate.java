package io.plimsoll.center.server.keys;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/// What the server shows to browsers, the command line and Enforcers. It lives in memory only: each start makes a new
/// one, and so does a running server long before it ends. Clients trust the authority, not this certificate.
///
/// @param chain the server's certificate, then the authority's
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    /// How long one is good for.
    public static final Duration LIFE = Duration.ofDays(60);

    /// When a running server makes the next one.
    public static final Duration RENEWAL = Duration.ofDays(20);

    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    static ServerCertificate make(CertificateAuthority authority, Set<String> hosts) {
        try {
            KeyPair keys = StoredKey.P256.pair();
            List<GeneralName> names =
                    hosts.stream().map(ServerCertificate::generalName).toList();
            return new ServerCertificate(
                    keys.getPrivate(),
                    List.of(authority.forServer(keys.getPublic(), names, LIFE), authority.certificate()));
        } catch (GeneralSecurityException e) {
            throw new KeyFailure("the server's key cannot be made", e);
        }
    }

    private static GeneralName generalName(String host) {
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    /// The names by which a server that listens there can be reached.
    static Set<String> hostsOf(String listen) {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        try {
            InetAddress address = InetAddress.getByName(listen);
            if (address.isAnyLocalAddress()) {
                addresses().forEach(hosts::add);
            } else {
                hosts.add(address.getHostAddress());
            }
            if (!listen.equals(address.getHostAddress())) {
                hosts.add(listen);
            }
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A machine whose own name does not resolve is reached by its addresses.
            return hosts;
        }
        return hosts;
    }

    /// The name or address by which other machines reach a server that listens there, as far as it can tell.
    public static String reachableHost(String listen) {
        try {
            return InetAddress.getByName(listen).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName()
                    : listen;
        } catch (UnknownHostException e) {
            return listen;
        }
    }

    private static Stream<String> addresses() {
        try {
            return java.net.NetworkInterface.networkInterfaces()
                    .flatMap(java.net.NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .filter(address -> !address.contains("%"));
        } catch (java.net.SocketException e) {
            return Stream.of();
        }
    }
}
