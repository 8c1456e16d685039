package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which proxy leads to an address: the configured one, else that of the environment, as curl reads it: `HTTPS_PROXY`
/// and `NO_PROXY` in either case, `http_proxy` in small letters only. Those of the environment may hold a user name and
/// a password, percent-encoded; a file is no place for one.
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
        URI address = text.isBlank() ? null : address(text, true, mistakes::add);
        if (!mistakes.isEmpty()) {
            throw new InvalidFetchPlanException(mistakes);
        }
        return address;
    }

    /// Reads `http://host:port` or `host:port`; null after a mistake was told.
    static @Nullable URI address(String text, Consumer<String> mistakes) {
        return address(text, false, mistakes);
    }

    private static @Nullable URI address(String text, boolean mayLogIn, Consumer<String> mistakes) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            boolean hasFittingLogin = uri.getUserInfo() == null
                    || (mayLogIn && uri.getUserInfo().chars().noneMatch(Character::isISOControl));
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && hasFittingLogin) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        mistakes.accept("the proxy is not given as http://host:port"
                + (mayLogIn
                        ? " or http://user:password@host:port, with %XX for what is special in user and password"
                        : "; the user name and the password of one that asks for them belong into HTTPS_PROXY of the"
                                + " environment"));
        return null;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxy(uri)
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))))
                .orElse(Proxy.NO_PROXY));
    }

    private Optional<URI> proxy(URI uri) {
        return Optional.ofNullable("https".equals(uri.getScheme()) ? https : http)
                .filter(_ -> !isDirect(uri.getHost()));
    }

    boolean isProxied(URI uri) {
        return proxy(uri).isPresent();
    }

    /// What the proxy on the way to this address wants to be told (RFC 7617); empty where there is none, or no password
    /// for it. The JDK's client sends such a header to no server: where it asks for a tunnel, it stays outside.
    Optional<String> authorization(URI uri) {
        return proxy(uri)
                .map(URI::getUserInfo)
                .map(login -> login.contains(":") ? login : login + ":")
                .map(login -> "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
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
