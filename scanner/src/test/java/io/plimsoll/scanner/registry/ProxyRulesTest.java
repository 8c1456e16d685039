package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {
    private static final ProxyRules RULES = new ProxyRules(Map.of(
            "HTTPS_PROXY", "http://secure.example:3128",
            "http_proxy", "plain.example",
            "NO_PROXY", "registry.example.com, .inside.example,10.0.0.0/8,ghcr.io:444,fd00::/8"));

    @Test
    void withoutVariablesThereIsNoProxy() {
        assertThat(proxy(new ProxyRules(Map.of()), "https://ghcr.io")).isEqualTo("none");
        assertThat(proxy(new ProxyRules(Map.of("HTTPS_PROXY", " ")), "https://ghcr.io"))
                .isEqualTo("none");
        assertThat(proxy(new ProxyRules(Map.of("HTTPS_PROXY", "http://p:1", "no_proxy", "*")), "https://ghcr.io"))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ghcr.io, secure.example:3128",
        "http://ghcr.io, plain.example:80",
        "https://ghcr.io:444, none",
        "https://registry.example.com, none",
        "https://a.registry.example.com, none",
        "https://xregistry.example.com, secure.example:3128",
        "https://a.inside.example, none",
        "https://inside.example, none",
        "https://10.1.2.3, none",
        "https://11.1.2.3, secure.example:3128",
        "https://localhost:5000, none",
        "https://127.0.0.1:5000, none",
        "https://[::1]:5000, none",
        "https://[fd00::1]:5000, none"
    })
    void eachAddressGoesTheWayThatTheVariablesSay(String address, String expected) {
        assertThat(proxy(RULES, address)).isEqualTo(expected);
    }

    private static String proxy(ProxyRules rules, String address) {
        var proxy = rules.select(URI.create(address)).getFirst();
        return proxy.address() == null
                ? "none"
                : Objects.requireNonNull((InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((InetSocketAddress) proxy.address()).getPort();
    }
}
