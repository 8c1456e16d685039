package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private final Map<String, String> environment;

    ProxyRules(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(
                proxy(uri).map(address -> new Proxy(Proxy.Type.HTTP, address)).orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request itself fails and says so.
    }

    /// Refuses what cannot be followed, before anything is sent.
    void check() throws RegistryException {
        for (String name : List.of("https_proxy", "http_proxy")) {
            String value = variable(name);
            if (!value.isEmpty() && address(value).isEmpty()) {
                throw RegistryException.lasting(name.toUpperCase(Locale.ROOT)
                        + " is not of the form http://HOST:PORT; other kinds of proxies, and user names in it, are not"
                        + " supported");
            }
        }
    }

    boolean isProxied(URI uri) {
        return proxy(uri).isPresent();
    }

    private Optional<InetSocketAddress> proxy(URI uri) {
        String host = Objects.requireNonNull(uri.getHost()).toLowerCase(Locale.ROOT);
        if (isThisMachine(host) || isExempt(host, uri.getPort())) {
            return Optional.empty();
        }
        return address(variable("https".equals(uri.getScheme()) ? "https_proxy" : "http_proxy"));
    }

    private static Optional<InetSocketAddress> address(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            return "http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null
                    ? Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
