package io.plimsoll.feeds.fetch;

import static io.plimsoll.testkit.FakeUpstream.cutAfter;
import static io.plimsoll.testkit.FakeUpstream.instead;
import static io.plimsoll.testkit.FakeUpstream.shortened;
import static io.plimsoll.testkit.FakeUpstream.silentAfter;
import static io.plimsoll.testkit.FakeUpstream.status;
import static io.plimsoll.testkit.FakeUpstream.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.testkit.FakeUpstream;
import io.plimsoll.testkit.TestProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchIT {
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");
    private static final byte[] OLD = noise(1, 300_000);
    private static final byte[] NEW = noise(2, 400_000);

    @TempDir
    Path folder;

    private final FakeUpstream upstream = FakeUpstream.start();
    private final FakeUpstream mirror = FakeUpstream.start();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> environment = new HashMap<>();
    private Network network = network(Duration.ofSeconds(30), null, null);
    private Instant now = MONDAY;

    @AfterEach
    void close() {
        upstream.close();
        mirror.close();
    }

    private static Network network(Duration silence, @Nullable URI proxy, @Nullable Path authority) {
        return new Network(proxy, List.of(), authority, 4, Duration.ofMinutes(5), silence, true);
    }

    private static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Takes all but what begins with `<`, as the page of a captive portal does.
    private static Acceptance.Word accept(Path folder) {
        try (var files = Files.walk(folder)) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length == OLD.length || bytes.length == NEW.length
                    ? new Acceptance.Word.Accepted(List.of("reader"))
                    : new Acceptance.Word.Refused("it has " + bytes.length + " bytes");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private FetchOutcome fetch(URI... urls) throws InterruptedException {
        return fetch(new Upstream("a", "osv/a/all.zip", List.of(urls), null, 1 << 20));
    }

    private FetchOutcome fetch(Upstream source) throws InterruptedException {
        return Fetch.fetch(
                        new FetchPlan(network, List.of(source)),
                        folder,
                        FetchIT::accept,
                        new Surroundings(environment, Clock.fixed(now, ZoneOffset.UTC), pauses::add))
                .outcomes()
                .getFirst();
    }

    private Path target() {
        return folder.resolve("osv/a/all.zip");
    }

    private SourceState state() {
        return FetchState.read(folder).of("a");
    }

    @Test
    void missesAFileThatNobodyHas() throws Exception {
        FetchOutcome outcome = fetch(upstream.url("/none"), mirror.url("/none"));
        assertThat(outcome)
                .isEqualTo(new FetchOutcome.Missing(
                        "a", "localhost: it answers with status 404; localhost: it answers with status 404"));
        assertThat(target()).doesNotExist();
        assertThat(pauses).isEmpty();
    }

    @Test
    void asksOnlyWhetherThereIsANewerOneOnceItHasAFile() throws Exception {
        upstream.put("/a", OLD);
        assertThat(fetch(upstream.url("/a"))).isEqualTo(new FetchOutcome.Fresh("a", "localhost", OLD.length));
        assertThat(target()).hasBinaryContent(OLD);
        assertThat(upstream.requests()).noneMatch(FakeUpstream.Request::isConditional);
        upstream.forget();
        now = MONDAY.plus(Duration.ofDays(1));
        assertThat(fetch(upstream.url("/a"))).isEqualTo(new FetchOutcome.Unchanged("a"));
        assertThat(upstream.requests()).singleElement().matches(FakeUpstream.Request::isConditional);
        assertThat(state().goodAt()).isEqualTo(now);
        upstream.put("/a", NEW);
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(target()).hasBinaryContent(NEW);
    }

    @Test
    void fetchesAgainWhatSomebodyElseChangedOrRemoved() throws Exception {
        upstream.put("/a", OLD);
        fetch(upstream.url("/a"));
        Files.writeString(target(), "changed");
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        Files.delete(target());
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(target()).hasBinaryContent(OLD);
    }

    @Test
    void goesOnWhereAConnectionBrokeOff() throws Exception {
        upstream.put("/a", NEW).next("/a", cutAfter(100_000));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(target()).hasBinaryContent(NEW);
        assertThat(upstream.requests()).hasSize(2);
        assertThat(upstream.requests().getLast().header("range")).matches("bytes=[1-9]\\d+-");
        assertThat(upstream.requests().getLast().header("if-range")).isNotEmpty();
    }

    @Test
    void goesOnInTheNextRun() throws Exception {
        upstream.put("/a", NEW).next("/a", cutAfter(100_000));
        for (int i = 0; i < 4; i++) {
            upstream.next("/a", status(503));
        }
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Missing.class);
        upstream.forget();
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(upstream.requests())
                .singleElement()
                .matches(r -> !r.header("range").isEmpty());
        assertThat(target()).hasBinaryContent(NEW);
    }

    @Test
    void beginsAnewWhenTheFileChangedMeanwhile() throws Exception {
        upstream.put("/a", OLD).next("/a", (server, exchange, file) -> {
            server.put("/a", NEW);
            cutAfter(100_000).give(server, exchange, file);
        });
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(target()).hasBinaryContent(NEW);
    }

    @Test
    void refusesAnotherPartThanAskedFor() throws Exception {
        upstream.put("/a", NEW).next("/a", cutAfter(100_000)).next("/a", status(206, "Content-Range", "bytes 7-9/10"));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(target()).hasBinaryContent(NEW);
        assertThat(upstream.requests()).hasSize(3);
    }

    @Test
    void waitsAsLongAsItIsTold() throws Exception {
        upstream.put("/a", OLD).next("/a", status(429, "Retry-After", "7")).next("/a", status(503));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
    }

    @Test
    void takesTheMirrorRatherThanWaitForAnHour() throws Exception {
        upstream.put("/a", OLD).next("/a", status(429, "Retry-After", "3600"));
        mirror.put("/a", OLD);
        assertThat(fetch(upstream.url("/a"), mirror.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(pauses).isEmpty();
        assertThat(state().url()).isEqualTo(mirror.url("/a").toString());
    }

    @Test
    void breaksOffATransferThatGivesNothingAndGoesOn() throws Exception {
        network = network(Duration.ofMillis(300), null, null);
        upstream.put("/a", NEW).next("/a", silentAfter(50_000));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(target()).hasBinaryContent(NEW);
        assertThat(upstream.requests().getLast().header("range")).isNotEmpty();
    }

    @Test
    void keepsTheLastGoodFileAndItsAge() throws Exception {
        upstream.put("/a", OLD);
        fetch(upstream.url("/a"));
        now = MONDAY.plus(Duration.ofDays(3));
        upstream.put("/a", NEW).next("/a", status(404));
        assertThat(fetch(upstream.url("/a")))
                .isEqualTo(new FetchOutcome.Stale("a", MONDAY, "localhost: it answers with status 404"));
        assertThat(target()).hasBinaryContent(OLD);
        assertThat(state().goodAt()).isEqualTo(MONDAY);
        assertThat(state().triedAt()).isEqualTo(now);
        assertThat(state().problem()).contains("404");
    }

    @Test
    void neverReplacesTheLastGoodFileByOneThatItsReaderRefuses() throws Exception {
        upstream.put("/a", OLD);
        fetch(upstream.url("/a"));
        upstream.put("/a", NEW)
                .next("/a", shortened(1000))
                .next("/a", instead("<html>".getBytes(StandardCharsets.UTF_8)));
        assertThat(fetch(upstream.url("/a")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Stale.class,
                        s -> assertThat(s.problem()).contains("what it sent cannot be used: it has 1000 bytes"));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Stale.class);
        assertThat(target()).hasBinaryContent(OLD);
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
    }

    @Test
    void noticesDamageByTheDigestThatTheServerGives() throws Exception {
        upstream.put("/a", OLD);
        for (int i = 0; i < 4; i++) {
            upstream.next("/a", with("x-goog-hash", "crc32c=AAAAAA==,md5=AAAAAAAAAAAAAAAAAAAAAA=="));
        }
        assertThat(fetch(upstream.url("/a")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Missing.class,
                        m -> assertThat(m.problem()).contains("not what its x-goog-hash says"));
    }

    @Test
    void endsAFileThatIsTooLargeWhetherAnnouncedOrNot() throws Exception {
        upstream.put("/a", noise(3, 2 << 20)).next("/a", (_, exchange, file) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        for (int i = 0; i < 2; i++) {
            assertThat(fetch(upstream.url("/a")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Missing.class,
                            m -> assertThat(m.problem()).contains("more than the 1048576 bytes allowed"));
        }
    }

    @Test
    void showsATokenToItsOwnHostAndToNoOtherOneItIsSentTo() throws Exception {
        environment.put("FEED_TOKEN", "s3cret");
        URI elsewhere = URI.create(mirror.url("/b").toString().replace("localhost", "127.0.0.1"));
        upstream.next("/a", status(302, "Location", "/moved"))
                .next("/moved", status(307, "Location", elsewhere.toString()));
        mirror.put("/b", OLD);
        Upstream source = new Upstream(
                "a",
                "osv/a/all.zip",
                List.of(upstream.url("/a")),
                new Upstream.Token("FEED_TOKEN", "Authorization", "localhost"),
                1 << 20);
        assertThat(fetch(source)).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(upstream.requests())
                .hasSize(2)
                .allMatch(r -> r.header("authorization").equals("Bearer s3cret"));
        assertThat(mirror.requests())
                .singleElement()
                .matches(r -> r.header("authorization").isEmpty());
    }

    @Test
    void showsATokenToNoMirror() throws Exception {
        environment.put("FEED_TOKEN", "s3cret");
        URI elsewhere = URI.create(mirror.url("/a").toString().replace("localhost", "127.0.0.1"));
        mirror.put("/a", OLD);
        fetch(new Upstream(
                "a",
                "osv/a/all.zip",
                List.of(elsewhere, upstream.url("/a")),
                new Upstream.Token("FEED_TOKEN", "apiKey", "localhost"),
                1 << 20));
        assertThat(mirror.requests())
                .singleElement()
                .matches(r -> r.header("apikey").isEmpty());
    }

    @Test
    void showsNoTokenOverPlainHttp() throws Exception {
        environment.put("FEED_TOKEN", "s3cret");
        network = network(Duration.ofSeconds(30), mirror.url("/"), null);
        mirror.put("/a", OLD);
        fetch(new Upstream(
                "a",
                "osv/a/all.zip",
                List.of(URI.create("http://feeds.example/a")),
                new Upstream.Token("FEED_TOKEN", "Authorization", "feeds.example"),
                1 << 20));
        assertThat(mirror.requests())
                .singleElement()
                .matches(r -> r.header("authorization").isEmpty());
    }

    @Test
    void clearsAwayWhatAKilledFetchLeft() throws Exception {
        Path left = Files.createDirectories(folder.resolve(".fetch/incoming/a/osv/b"));
        Files.write(left.resolve("all.zip"), OLD);
        upstream.put("/a", "half".getBytes(StandardCharsets.UTF_8));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Missing.class);
        assertThat(left).doesNotExist();
    }

    @Test
    void followsOnlyAFewRedirects() throws Exception {
        for (int i = 0; i < 9; i++) {
            upstream.next("/a", status(302, "Location", "/a"));
        }
        assertThat(fetch(upstream.url("/a")))
                .isInstanceOfSatisfying(
                        FetchOutcome.Missing.class,
                        m -> assertThat(m.problem()).contains("redirects more than 5 times"));
        assertThat(upstream.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "//", "http://", "jar:x", ""})
    void followsNoRedirectToSomethingThatIsNoAddress(String location) throws Exception {
        upstream.next("/a", status(302, "Location", location));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Missing.class);
    }

    @Test
    void takesNoWordOfNotModifiedForAFile() throws Exception {
        upstream.next("/a", status(304));
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Missing.class);
    }

    @Test
    void goesThroughAProxy() throws Exception {
        network = network(Duration.ofSeconds(30), mirror.url("/"), null);
        mirror.put("/a", OLD);
        assertThat(fetch(URI.create("http://feeds.example/a"))).isInstanceOf(FetchOutcome.Fresh.class);
        assertThat(mirror.requests())
                .singleElement()
                .matches(r -> r.header("host").equals("feeds.example"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesAProxyItsPasswordAndTheUpstreamNone(boolean isTls) throws Exception {
        String login = "Basic " + Base64.getEncoder().encodeToString("alice:p@ss".getBytes(StandardCharsets.UTF_8));
        Path keys = Files.createDirectories(folder.resolve("tls"));
        try (TestProxy proxy = new TestProxy(login);
                FakeUpstream server = isTls ? FakeUpstream.startTls(keys) : FakeUpstream.start()) {
            server.put("/a", OLD);
            network = network(Duration.ofSeconds(30), null, isTls ? keys.resolve("ca.pem") : null);
            URI url = server.url("/a");

            assertThat(problemThrough("http://127.0.0.1:" + proxy.port(), url))
                    .contains("asks for a user name and a password");
            assertThat(problemThrough("http://alice:wr0ng@127.0.0.1:" + proxy.port(), url))
                    .contains("does not accept the user name and the password")
                    .doesNotContain("wr0ng");
            through("http://alice:p%40ss@127.0.0.1:" + proxy.port());
            assertThat(fetch(url)).isInstanceOf(FetchOutcome.Fresh.class);
            assertThat(proxy.passed()).hasSize(1);
            assertThat(server.requests())
                    .singleElement()
                    .matches(request -> request.header("proxy-authorization").isEmpty());
        }
    }

    private void through(String proxy) {
        environment.put("HTTPS_PROXY", proxy);
        environment.put("http_proxy", proxy);
    }

    private String problemThrough(String proxy, URI url) throws InterruptedException {
        through(proxy);
        return fetch(url) instanceof FetchOutcome.Missing missing ? missing.problem() : "";
    }

    @Test
    void trustsTheCompanysOwnAuthorityOnlyWhenNamed() throws Exception {
        try (FakeUpstream tls = FakeUpstream.startTls(Files.createDirectories(folder.resolve("tls")))) {
            tls.put("/a", OLD)
                    .next("/b", status(302, "Location", upstream.url("/a").toString()));
            assertThat(fetch(tls.url("/a"))).isInstanceOf(FetchOutcome.Missing.class);
            network = network(Duration.ofSeconds(30), null, folder.resolve("tls/ca.pem"));
            assertThat(fetch(tls.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
            assertThat(fetch(tls.url("/b")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Stale.class,
                            s -> assertThat(s.problem()).contains("redirects from https to http"));
        }
    }

    @Test
    void worksInAFolderAlone() throws Exception {
        upstream.put("/a", OLD).next("/a", (server, exchange, file) -> {
            assertThatThrownBy(() -> fetch(upstream.url("/a")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another update is at work");
            with().give(server, exchange, file);
        });
        assertThat(fetch(upstream.url("/a"))).isInstanceOf(FetchOutcome.Fresh.class);
    }

    @Test
    void fetchesEverySourceHoweverManyFail() throws Exception {
        List<Upstream> sources = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sources.add(
                    new Upstream("s" + i, "osv/s" + i + "/all.zip", List.of(upstream.url("/s" + i)), null, 1 << 20));
            if (i % 2 == 0) {
                upstream.put("/s" + i, OLD);
            }
        }
        FetchReport report = Fetch.fetch(
                new FetchPlan(network, sources),
                folder,
                FetchIT::accept,
                new Surroundings(environment, Clock.fixed(now, ZoneOffset.UTC), pauses::add));
        assertThat(report.outcomes())
                .extracting(FetchOutcome::id)
                .containsExactlyElementsOf(sources.stream().map(Upstream::id).toList());
        assertThat(report.outcomes())
                .filteredOn(o -> o instanceof FetchOutcome.Fresh)
                .hasSize(6);
        assertThat(report.isFresh()).isFalse();
        assertThat(folder.resolve(".fetch/incoming").toFile().list()).isEmpty();
    }
}
