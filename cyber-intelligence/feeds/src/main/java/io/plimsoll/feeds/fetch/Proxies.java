package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which proxy leads to an address: the configured one, else that of the environment, as curl reads it: `HTTPS_PROXY`
/// and `NO_PROXY` in either case, `http_proxy` in small letters only.
final class Proxies extends ProxySelector {
    private final @Nullable URI https;
    private final @Nullable URI http;
    private final List<String> direct;

    private Proxies(@Nullable URI https, @Nullable URI http, List<String> direct) {
        this.https = https;
        this.http = http;
        this.direct = direct;
    }

    static Proxies of(Network network, Map<String, String> environment) {
        List<String> direct = new ArrayList<>(network.direct());
        if (network.proxy() != null) {
            return new Proxies(network.proxy(), network.proxy(), direct);
        }
        direct.addAll(Arrays.asList(either(environment, "NO_PROXY").split("[,\\s]+")));
        return new Proxies(
                ofEnvironment(either(environment, "HTTPS_PROXY")),
                ofEnvironment(environment.getOrDefault("http_proxy", "")),
                direct);
    }

    private static String either(Map<String, String> environment, String name) {
        return environment.getOrDefault(name.toLowerCase(Locale.ROOT), environment.getOrDefault(name, ""));
    }

    private static @Nullable URI ofEnvironment(String text) {
        List<String> mistakes = new ArrayList<>();
        URI address = text.isBlank() ? null : address(text, mistakes::add);
        if (!mistakes.isEmpty()) {
            throw new InvalidFetchPlanException(mistakes);
        }
        return address;
    }

    /// Reads `http://host:port` or `host:port`; null after a mistake was told.
    static @Nullable URI address(String text, Consumer<String> mistakes) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        mistakes.accept(
                "the proxy is not given as http://host:port (a proxy that asks for a password is not supported)");
        return null;
    }

    @Override
    public List<Proxy> select(URI uri) {
        URI proxy = "https".equals(uri.getScheme()) ? https : http;
        return proxy == null || isDirect(uri.getHost())
                ? List.of(Proxy.NO_PROXY)
                : List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))));
    }

    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? 80 : proxy.getPort();
    }

    private boolean isDirect(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return direct.stream()
                .map(d -> d.toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""))
                .anyMatch(d -> d.equals("*") || name.equals(d) || (!d.isEmpty() && name.endsWith("." + d)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request itself fails and says so.
    }
}
