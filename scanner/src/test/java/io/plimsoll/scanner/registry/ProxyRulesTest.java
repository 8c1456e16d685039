package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({"alice:secret, alice:secret", "alice, alice:", "al%2Fice:a:b%40c+d%20%C3%BC, al/ice:a:b@c+d \u00fc"})
    void nameAndPasswordAreReadAsAddressesHoldThem(String written, String meant) {
        ProxyRules rules = new ProxyRules(Map.of("HTTPS_PROXY", "http://" + written + "@proxy.example:3128"));

        assertThat(rules.authorization(URI.create("https://ghcr.io")))
                .contains("Basic " + Base64.getEncoder().encodeToString(meant.getBytes(StandardCharsets.UTF_8)));
        assertThat(rules.authorization(URI.create("https://localhost:5000"))).isEmpty();
        assertThat(rules.authorization(URI.create("http://ghcr.io"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%3Ab:s3cret", "alice:s3cret%0d", "alice:s3cret%zz", "alice:s3cret#", "alice:s3c@ret"})
    void nameOrPasswordThatCannotBeSentIsRefusedAndNotShown(String written) {
        ProxyRules rules = new ProxyRules(Map.of("HTTPS_PROXY", "http://" + written + "@proxy.example:3128"));

        assertThatThrownBy(rules::check)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("HTTPS_PROXY is not of the form")
                .hasMessageNotContaining("s3c");
    }

    private static String proxy(ProxyRules rules, String address) {
        var proxy = rules.select(URI.create(address)).getFirst();
        return proxy.address() == null
                ? "none"
                : Objects.requireNonNull((InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((InetSocketAddress) proxy.address()).getPort();
    }
}
