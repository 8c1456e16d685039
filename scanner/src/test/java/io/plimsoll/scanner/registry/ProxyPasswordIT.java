package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proxies that want a password get it, and nobody else does. They lead `registry.test` to this machine.
class ProxyPasswordIT {
    private static final String SECRET = "p@ss:+w%rd";
    private static final String WRITTEN = "p%40ss:+w%25rd";

    @TempDir
    static Path keys;

    private static TestAuthority authority;
    private TestProxy proxy;
    private FakeRegistry plain;
    private FakeRegistry secure;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(keys);
    }

    @BeforeEach
    void start() throws IOException {
        Pushing.Parts parts = Pushing.Parts.of(SampleImage.of(
                new TarBytes().file("bin/shop", 0755, new byte[100]).end()));
        proxy = new TestProxy(new Credential.Password("alice", SECRET).basic());
        plain = new FakeRegistry().holding(parts);
        secure = FakeRegistry.withTls(authority).holding(parts);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        plain.close();
        secure.close();
    }

    private Map<String, String> proxies(String login) {
        String address = "http://" + login + "127.0.0.1:" + proxy.port();
        return Map.of("HTTPS_PROXY", address, "HTTP_PROXY", address);
    }

    private Pulls plainly(String login) {
        return Pulls.overPlainHttp().environment(proxies(login));
    }

    private Pulls securely(String login) {
        return Pulls.trusting(authority.certificate()).environment(proxies(login));
    }

    private static String image(FakeRegistry registry, String host) {
        return registry.at(host) + "/shop/web:1";
    }

    @Test
    void tunnelIsOpenedWithThePasswordAndTheRegistryBehindItDoesNotSeeIt() throws Exception {
        assertThat(securely("alice:" + WRITTEN + "@")
                        .scan(image(secure, "registry.test"))
                        .gaps())
                .isEmpty();
        assertThat(proxy.passed()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT registry.test:"));
        assertThat(secure.asked()).isNotEmpty();
        assertThat(secure.proxyPasswords()).isEmpty();
    }

    @Test
    void plainRequestsGoThroughTheProxyWithThePassword() throws Exception {
        assertThat(plainly("alice:" + WRITTEN + "@")
                        .scan(image(plain, "registry.test"))
                        .gaps())
                .isEmpty();
        assertThat(proxy.passed()).isNotEmpty().allMatch(line -> line.startsWith("GET http://registry.test:"));
    }

    @Test
    void registryThatIsAskedWithoutTheProxyGetsNoPassword() throws Exception {
        assertThat(plainly("alice:" + WRITTEN + "@")
                        .scan(image(plain, "localhost"))
                        .gaps())
                .isEmpty();
        assertThat(plain.asked()).isNotEmpty();
        assertThat(plain.proxyPasswords()).isEmpty();
        assertThat(proxy.passed()).isEmpty();
    }

    @Test
    void proxyThatLetsNobodyPassIsToldWithoutThePassword() {
        securely("")
                .refused(image(secure, "registry.test"))
                .hasMessage("the proxy asks for a user name and a password; write them into HTTPS_PROXY as"
                        + " http://USER:PASSWORD@HOST:PORT");
        securely("alice:wr0ng@")
                .refused(image(secure, "registry.test"))
                .hasMessage("the proxy does not accept the user name and the password in HTTPS_PROXY");
        plainly("alice:wr0ng@")
                .refused(image(plain, "registry.test"))
                .hasMessage("the proxy does not accept the user name and the password in HTTP_PROXY");
        assertThat(secure.asked()).isEmpty();
        assertThat(plain.asked()).isEmpty();
    }
}
