package io.plimsoll.feeds.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchPlanTest {
    private static FetchPlan own(String yaml) {
        return FetchPlanDocument.parse(yaml, FetchPlan.shipped().sources());
    }

    @Test
    void shipsPublicUpstreamsOverHttpsOnly() {
        List<Upstream> sources = FetchPlan.shipped().sources();
        assertThat(sources).extracting(Upstream::id).contains("osv-npm", "osv-ubuntu", "debian-tracker", "kev", "epss");
        assertThat(sources)
                .allSatisfy(s -> assertThat(s.urls())
                        .isNotEmpty()
                        .allSatisfy(url -> assertThat(url.getScheme()).isEqualTo("https")));
        assertThat(sources)
                .filteredOn(s -> s.id().equals("osv-rocky"))
                .extracting(Upstream::target)
                .containsExactly("osv/Rocky Linux/all.zip");
    }

    @Test
    void asksMirrorsFirstAndLeavesOutWhatIsNotWanted() {
        FetchPlan plan = own("""
                mirrors: [https://mirror.example/feeds]
                without: [osv-cran]
                network: {proxy: "http://proxy.example:3128", parallel: 2}
                """);
        assertThat(plan.sources())
                .extracting(Upstream::id)
                .doesNotContain("osv-cran")
                .contains("kev");
        assertThat(plan.sources().stream()
                        .filter(s -> s.id().equals("osv-rocky"))
                        .flatMap(s -> s.urls().stream()))
                .containsExactly(
                        URI.create("https://mirror.example/feeds/osv/Rocky%20Linux/all.zip"),
                        URI.create("https://storage.googleapis.com/osv-vulnerabilities/Rocky%20Linux/all.zip"));
        assertThat(plan.network().parallel()).isEqualTo(2);
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        assertThatThrownBy(() -> own("""
                        network: {parallel: 0, proxy: "ftp://x", colour: red}
                        without: [nothing]
                        sources:
                          - {id: a, target: ../../etc/passwd, urls: ["https://u.example/a"]}
                          - {id: b, target: osv/npm/all.zip, urls: ["http://u.example/b", "https://name:secret@u.example/c"]}
                          - {id: b, target: osv/npm/all.zip, urls: ["https://u.example/b"], maximum-megabytes: many}
                          - {id: c, target: osv/Go/all.zip, urls: []}
                        """))
                .isInstanceOfSatisfying(
                        InvalidFetchPlanException.class,
                        e -> assertThat(e.mistakes())
                                .anyMatch(m -> m.contains("'parallel' is a number from 1 to 16"))
                                .anyMatch(m -> m.contains("the proxy is not given as"))
                                .anyMatch(m -> m.contains("no word 'colour'"))
                                .anyMatch(m -> m.contains("'nothing', which is not a source"))
                                .anyMatch(m -> m.contains("'../../etc/passwd' of 'a' is not a path below"))
                                .anyMatch(m -> m.contains("http://u.example/b is not https"))
                                .anyMatch(m -> m.contains("without a password"))
                                .anyMatch(m -> m.contains("two sources have the id 'b'"))
                                .anyMatch(m -> m.contains("two sources have the target 'osv/npm/all.zip'"))
                                .anyMatch(m -> m.contains("'maximum-megabytes' is a number"))
                                .anyMatch(m -> m.contains("'c' has no address")));
        assertThatThrownBy(() -> own("["))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("not YAML");
    }

    @ParameterizedTest
    @CsvSource({
        "https://u.example/x, proxy.example:3128",
        "https://inner.corp.example/x, direct",
        "https://corp.example/x, direct",
        "https://notcorp.example/x, proxy.example:3128",
        "http://u.example/x, direct",
    })
    void goesThroughTheProxyOfTheEnvironment(URI url, String expected) {
        Proxies proxies = Proxies.of(
                Network.USUAL,
                Map.of(
                        "HTTPS_PROXY",
                        "http://proxy.example:3128",
                        "no_proxy",
                        "localhost,.corp.example",
                        "HTTP_PROXY",
                        "evil:1"));
        Proxy proxy = proxies.select(url).getFirst();
        assertThat(
                        proxy.type() == Proxy.Type.DIRECT
                                ? "direct"
                                : proxy.address().toString())
                .contains(expected.replace(":3128", ""));
    }

    @Test
    void wantsThePasswordOfAProxyInTheEnvironmentAndRepeatsItNowhere() {
        assertThatThrownBy(() -> own("network: {proxy: \"http://me:secret@proxy.example:1\"}"))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Proxies.of(Network.USUAL, Map.of("HTTPS_PROXY", "http://me:sec%0dret@proxy:1")))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageNotContaining("ret@");
    }

    @Test
    void tellsThePasswordToTheProxyThatItIsFor() {
        Proxies proxies = Proxies.of(
                Network.USUAL,
                Map.of("HTTPS_PROXY", "http://alice:p%40ss:w@proxy.example:3128", "NO_PROXY", "corp.example"));

        assertThat(proxies.authorization(URI.create("https://u.example/x")))
                .contains("Basic " + Base64.getEncoder().encodeToString("alice:p@ss:w".getBytes(UTF_8)));
        assertThat(proxies.authorization(URI.create("https://corp.example/x"))).isEmpty();
        assertThat(proxies.authorization(URI.create("http://u.example/x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "'Mon, 23 Nov 2026 06:00:30 GMT', 30",
        "'Mon, 23 Nov 2026 05:00:00 GMT', 0",
        "soon, -1",
        "'', -1",
    })
    void readsWhenToComeBack(String header, long seconds) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(header)), (_, _) -> true);
        var delay = Delay.asked(headers, Instant.parse("2026-11-23T06:00:00Z"));
        assertThat(delay == null ? -1 : delay.toSeconds()).isEqualTo(seconds);
    }
}
