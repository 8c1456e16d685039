package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The proxies that the environment names: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in either case, as curl and the
/// Docker client read them. This machine itself is never asked of a proxy.
final class ProxyRules extends ProxySelector {
    private static final String HTTPS = "https_proxy";
    private static final String HTTP = "http_proxy";
    /// Kinds of logins that the JDK's client keeps from proxies on the way to servers with TLS; Basic unless said
    /// otherwise.
    private static final String WITHHELD = "jdk.http.auth.tunneling.disabledSchemes";

    private final Map<String, String> environment;

    ProxyRules(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxy(uri)
                .map(proxy -> new Proxy(Proxy.Type.HTTP, proxy.address()))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request itself fails and says so.
    }

    /// Refuses what cannot be followed, before anything is sent.
    void check() throws RegistryException {
        for (String name : List.of(HTTPS, HTTP)) {
            String value = variable(name);
            if (!value.isEmpty() && ProxyAddress.parse(value).isEmpty()) {
                throw RegistryException.lasting(name.toUpperCase(Locale.ROOT)
                        + " is not of the form http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with %XX for what is"
                        + " special in user and password; other kinds of proxies are not supported");
            }
        }
        boolean hasPassword =
                ProxyAddress.parse(variable(HTTPS)).flatMap(ProxyAddress::login).isPresent();
        if (hasPassword && !System.getProperty(WITHHELD, "Basic").isBlank()) {
            throw RegistryException.lasting("this Java runtime sends no password to the proxy of HTTPS_PROXY; start it"
                    + " with -D" + WITHHELD + "= as the plimsoll program does for itself");
        }
    }

    boolean isProxied(URI uri) {
        return proxy(uri).isPresent();
    }

    /// What the proxy of this address wants to be told; empty where there is no proxy, or no password for it.
    Optional<String> authorization(URI uri) {
        return proxy(uri).flatMap(ProxyAddress::login).map(Credential.Password::basic);
    }

    /// What a proxy means that lets nothing pass.
    RegistryException refusal(URI uri) {
        String name = variableFor(uri).toUpperCase(Locale.ROOT);
        return RegistryException.lasting(
                authorization(uri).isPresent()
                        ? "the proxy does not accept the user name and the password in " + name
                        : "the proxy asks for a user name and a password; write them into " + name
                                + " as http://USER:PASSWORD@HOST:PORT");
    }

    private Optional<ProxyAddress> proxy(URI uri) {
        String host = Objects.requireNonNull(uri.getHost()).toLowerCase(Locale.ROOT);
        return isThisMachine(host) || isExempt(host, uri.getPort())
                ? Optional.empty()
                : ProxyAddress.parse(variable(variableFor(uri)));
    }

    private static String variableFor(URI uri) {
        return "https".equals(uri.getScheme()) ? HTTPS : HTTP;
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private boolean isExempt(String host, int port) {
        return Arrays.stream(variable("no_proxy").split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> covers(entry, host, port));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*") || entry.equals(host) || entry.equals(host + ":" + port)) {
            return true;
        }
        if (entry.contains("/")) {
            return literal(host).filter(address -> isInside(address, entry)).isPresent();
        }
        String domain = entry.startsWith("*.") ? entry.substring(1) : entry.startsWith(".") ? entry : "." + entry;
        return host.endsWith(domain) || host.equals(domain.substring(1));
    }

    private static boolean isInside(InetAddress address, String network) {
        int slash = network.indexOf('/');
        String digits = network.substring(slash + 1);
        Optional<InetAddress> base = literal(network.substring(0, slash));
        if (base.isEmpty() || !digits.matches("[0-9]{1,3}")) {
            return false;
        }
        byte[] one = address.getAddress();
        byte[] other = base.get().getAddress();
        int bits = Integer.parseInt(digits);
        if (one.length != other.length || bits > 8 * one.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if (((one[i >> 3] ^ other[i >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /// The address that a host is written as; empty for a name, which is not looked up.
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isBlank()
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
                : lower.strip();
    }
}
