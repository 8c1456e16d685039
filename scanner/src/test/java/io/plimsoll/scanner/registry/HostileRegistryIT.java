package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registries that lie, hang, or want what is not theirs. `localhost` and 127.0.0.1 are two hosts here.
class HostileRegistryIT {
    private static final String SECRET = "s3cret-0f-alice";
    private static final PullLimits LIMITS = PullLimits.defaults();

    private FakeRegistry registry;
    private FakeRegistry other;
    private Pushing.Parts parts;
    private String layer;
    private String configuration;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        other = new FakeRegistry();
        parts = Pushing.Parts.of(SampleImage.of(
                new TarBytes().file("bin/shop", 0755, new byte[100_000]).end()));
        List<String> digests = List.copyOf(parts.blobs().keySet());
        layer = digests.getFirst();
        configuration = digests.getLast();
        registry.holding(parts);
    }

    @AfterEach
    void stop() {
        registry.close();
        other.close();
    }

    private String name() {
        return registry.at("localhost") + "/shop/web:1";
    }

    private static Pulls pulls() {
        return Pulls.overPlainHttp().as("alice", SECRET);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return pulls().refused(name()).hasMessageNotContaining(SECRET);
    }

    private static String blob(String digest) {
        return "/v2/shop/web/blobs/" + digest;
    }

    private static String bearer(String realm) {
        return "Bearer realm=\"" + realm + "\",service=\"s\",scope=\"repository:shop/web:pull,push\"";
    }

    private void manifest(String json) {
        registry.on("/v2/shop/web/manifests/1", FakeRegistry.sending(json));
    }

    @Test
    void honestImageOfThisServerIsRead() throws Exception {
        assertThat(pulls().scan(name()).gaps()).isEmpty();
        assertThat(registry.asked())
                .as("nobody asked for a login")
                .allMatch(asked -> asked.authorization().isEmpty());
    }

    // Logins

    @Test
    void realmOfAnotherHostGetsNoLogin() {
        other.on("/token", FakeRegistry.sending("{\"token\":\"t\"}"));
        registry.on(
                "/v2/shop/web/manifests/1",
                FakeRegistry.status(401, "WWW-Authenticate", bearer("http://" + other.at("127.0.0.1") + "/token")));

        refused().hasMessageContaining("wants the login to be sent to 127.0.0.1, another host");
        assertThat(other.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/token",
                "file:///etc/passwd",
                "ftp://localhost/token",
                "http:///token",
                "http://localhost@127.0.0.1/token",
                "http://localhost:99999/token",
                "http://local host/token",
                "http://localhost/token#here"
            })
    void realmThatIsNoProperAddressGetsNoLogin(String realm) {
        registry.on("/v2/shop/web/manifests/1", FakeRegistry.status(401, "WWW-Authenticate", bearer(realm)));

        refused().hasMessageContaining("as its token server");
    }

    @Test
    void tokenServerThatRedirectsIsNotFollowed() {
        other.on("/token", FakeRegistry.sending("{\"token\":\"t\"}"));
        String realm = "http://" + registry.at("localhost") + "/token";
        registry.on("/v2/shop/web/manifests/1", FakeRegistry.status(401, "WWW-Authenticate", bearer(realm)))
                .on("/token", FakeRegistry.redirecting("http://" + other.at("127.0.0.1") + "/token"));

        refused().hasMessageContaining("answers 307");
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void redirectToAnotherHostGoesWithoutTheLoginAndOneToTheRegistryWithIt() throws Exception {
        parts.blobs().forEach((digest, bytes) -> {
            registry.on(
                    blob(digest),
                    FakeRegistry.demanding(
                            "Basic realm=\"r\"",
                            FakeRegistry.redirecting("http://" + other.at("127.0.0.1") + "/far/" + digest)));
            other.on(
                    "/far/" + digest,
                    FakeRegistry.redirecting("http://" + registry.at("localhost") + "/back/" + digest));
            registry.on("/back/" + digest, FakeRegistry.demanding("Basic", FakeRegistry.sending(bytes)));
        });

        assertThat(pulls().scan(name()).gaps()).isEmpty();
        assertThat(other.asked())
                .hasSize(2)
                .allMatch(asked -> asked.authorization().isEmpty());
        assertThat(registry.asked())
                .contains(new FakeRegistry.Asked(
                        "/back/" + layer, Optional.of(new Credential.Password("alice", SECRET).basic())));
    }

    @Test
    void otherPortOfTheSameHostGetsNoLoginByRedirect() throws Exception {
        registry.on(
                blob(layer),
                FakeRegistry.demanding(
                        "Basic realm=\"r\"", FakeRegistry.redirecting("http://" + other.at("localhost") + "/far")));
        other.on("/far", FakeRegistry.sending(parts.blobs().getOrDefault(layer, new byte[0])));

        assertThat(pulls().scan(name()).gaps()).isEmpty();
        assertThat(other.asked()).containsExactly(new FakeRegistry.Asked("/far", Optional.empty()));
    }

    @Test
    void storageThatAsksForTheLoginItselfGetsNone() {
        registry.on(blob(layer), FakeRegistry.redirecting("http://" + other.at("127.0.0.1") + "/far"));
        other.on("/far", FakeRegistry.status(401, "WWW-Authenticate", "Basic realm=\"please\""));

        refused().hasMessageContaining("answers 401");
        assertThat(other.asked()).containsExactly(new FakeRegistry.Asked("/far", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\":\"a\\r\\nX: y\"}", "{\"token\":\"\"}", "[]", "", "{\"token\":{}}"})
    void tokenThatIsNoneIsRefused(String document) {
        tokens(FakeRegistry.sending(document));

        refused().hasMessageContaining("without a usable token");
    }

    @Test
    void tokenOfAHundredMegabytesIsRefused() {
        tokens(FakeRegistry.endless(("{\"token\":\"" + "a".repeat(1 << 16)).getBytes(StandardCharsets.UTF_8)));

        refused().hasMessageContaining("the token that").hasMessageContaining("is larger than 1048576 bytes");
    }

    @Test
    void registryThatNeverHasEnoughOfTokensIsRefused() {
        tokens(FakeRegistry.sending("{\"token\":\"t\"}"));

        refused().hasMessageContaining("does not let this user read shop/web");
        assertThat(registry.asked()).hasSize(3);
    }

    @Test
    void tokenThatRanOutIsFetchedAnew() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        String realm = "http://" + registry.at("localhost") + "/token";
        registry.on(
                "/token",
                exchange -> FakeRegistry.sending("{\"token\":\"t" + fetched.incrementAndGet() + "\"}")
                        .answer(exchange));
        byte[] bytes = parts.blobs().getOrDefault(layer, new byte[0]);
        registry.on(
                "/v2/shop/web/manifests/1",
                FakeRegistry.demanding(bearer(realm), FakeRegistry.sending(parts.manifest())));
        registry.on(blob(layer), exchange -> {
            boolean fresh = "Bearer t2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            (fresh ? FakeRegistry.sending(bytes) : FakeRegistry.status(401, "WWW-Authenticate", bearer(realm)))
                    .answer(exchange);
        });

        assertThat(pulls().scan(name()).gaps()).isEmpty();
        assertThat(fetched).hasValue(2);
    }

    private void tokens(FakeRegistry.Answering answering) {
        String realm = "http://" + registry.at("localhost") + "/token";
        registry.on("/v2/shop/web/manifests/1", FakeRegistry.status(401, "WWW-Authenticate", bearer(realm)))
                .on("/token", answering);
    }

    // Addresses

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://0.0.0.0/",
                "http://10.0.0.5/",
                "http://172.31.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:7f00:1::]/",
                "http://100.100.100.200/",
                "http://224.0.0.1/",
                "http://inside.example/"
            })
    void registryInTheInternetMaySendNobodyToAddressesBehindUs(String target) {
        Pulls fromTheInternet = Pulls.overPlainHttp().names(host -> switch (host) {
            case "localhost" -> InetAddress.getAllByName("93.184.216.34");
            case "inside.example" -> InetAddress.getAllByName("10.1.2.3");
            default -> InetAddress.getAllByName(host);
        });
        registry.on(blob(layer), FakeRegistry.redirecting(target));
        fromTheInternet.refused(name()).hasMessageContaining("an address of this machine or its network");

        registry.on("/v2/shop/web/manifests/1", FakeRegistry.status(401, "WWW-Authenticate", bearer(target)));
        fromTheInternet.refused(name()).hasMessageContaining("an address of this machine or its network");
    }

    @Test
    void registryOfOurOwnNetworkMaySendUsToItsNeighboursButNotToTheMetadataService() {
        Pulls ofOurNetwork = Pulls.overPlainHttp()
                .names(host -> InetAddress.getAllByName(host.equals("localhost") ? "10.0.0.1" : host));
        registry.on(blob(layer), FakeRegistry.redirecting("http://169.254.169.254/"));
        ofOurNetwork.refused(name()).hasMessageContaining("an address of this machine or its network");

        assertThat(URI.create("http://10.0.0.2/"))
                .satisfies(neighbour ->
                        new Neighbourhood("10.0.0.1", InetAddress::getAllByName, uri -> false).check(neighbour));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "gopher://127.0.0.1/", "", "http://a b/", "//[::1", "http:relative"})
    void redirectThatIsNoProperAddressIsNotFollowed(String target) {
        registry.on(blob(layer), FakeRegistry.redirecting(target));

        refused().hasMessageContaining("as its redirect");
    }

    @Test
    void redirectsInACircleEnd() {
        registry.on(blob(layer), FakeRegistry.redirecting(blob(layer)));

        refused().hasMessageContaining("redirects more than 5 times");
    }

    // Documents

    @Test
    void bytesThatAreNotWhatTheirDigestSaysAreRefused() {
        registry.on(blob(layer), FakeRegistry.sending(new byte[size(layer)]));
        refused().hasMessageContaining("delivers other bytes as layer " + layer);

        registry.on(blob(configuration), FakeRegistry.sending(new byte[size(configuration)]));
        refused().hasMessageContaining("delivers other bytes as configuration " + configuration);

        String pinned = "sha256:" + "0".repeat(64);
        registry.on("/v2/shop/web/manifests/" + pinned, FakeRegistry.sending(parts.manifest()));
        pulls().refused(registry.at("localhost") + "/shop/web@" + pinned)
                .hasMessageContaining("delivers other bytes as manifest " + pinned);

        registry.on("/v2/shop/web/manifests/1", exchange -> {
            exchange.getResponseHeaders().add("Docker-Content-Digest", pinned);
            FakeRegistry.sending(parts.manifest()).answer(exchange);
        });
        refused().hasMessageContaining("delivers other bytes as manifest " + pinned);
    }

    private int size(String digest) {
        return parts.blobs().getOrDefault(digest, new byte[0]).length;
    }

    @Test
    void endlessManifestConfigurationAndErrorEnd() {
        byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        registry.on(blob(configuration), FakeRegistry.endless(blanks));
        refused().hasMessageContaining("the configuration that").hasMessageContaining("larger than 4194304 bytes");

        registry.on("/v2/shop/web/manifests/1", FakeRegistry.endless(blanks));
        refused().hasMessageContaining("the manifest that").hasMessageContaining("larger than 4194304 bytes");

        registry.on("/v2/shop/web/manifests/1", exchange -> {
            exchange.sendResponseHeaders(404, 0);
            while (true) {
                exchange.getResponseBody().write(blanks);
            }
        });
        refused().hasMessageContaining("has no image");
    }

    @Test
    void indexesInsideEachOtherEnd() {
        String json = parts.manifest();
        for (int i = 0; i < 3; i++) {
            Digest digest = registry.manifest(json);
            json = """
                    {"schemaVersion":2,"manifests":[{"digest":"%s","size":%d}]}""".formatted(digest, json.length());
        }
        manifest(json);

        refused().hasMessage("indexes lie inside each other more than 2 deep");
    }

    @Test
    void indexThatNamesItselfEnds() {
        String digest = "sha256:" + "1".repeat(64);
        String loop = "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\",\"size\":9}]}".formatted(digest);
        manifest(loop);
        registry.on("/v2/shop/web/manifests/" + digest, FakeRegistry.sending(loop));

        refused().hasMessageContaining("delivers other bytes as manifest " + digest);
    }

    @Test
    void documentsOfAnotherKindAreSaidToBe() {
        manifest("{\"schemaVersion\":1,\"fsLayers\":[]}");
        refused().hasMessageContaining("'schema 1'");

        manifest("{\"schemaVersion\":2,\"config\":{\"digest\":\"x\"},\"manifests\":[{}]}");
        refused().hasMessageContaining("neither an image manifest nor an index");

        manifest("<html>login</html>");
        refused().hasMessageContaining("the manifest is not sound");

        String digest = "sha256:" + "0".repeat(64);
        manifest("""
                {"schemaVersion":2,"layers":[],
                 "config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","digest":"%s","size":1}}
                """.formatted(digest));
        refused().hasMessage("this is no container image, but holds 'application/vnd.cncf.helm.config.v1+json'");

        manifest("""
                {"schemaVersion":2,"config":{"digest":"%s","size":1},"layers":[{"digest":"%s","size":-1}]}
                """.formatted(digest, digest));
        refused().hasMessageContaining("declares '-1' as the size");

        manifest("""
                {"schemaVersion":2,"config":{"digest":"%s","size":1},"layers":[{"digest":"sha512:0","size":1}]}
                """.formatted(digest));
        refused().hasMessageContaining("not supported: sha512:0");
    }

    @Test
    void imageOfTooManyLayersOrBytesIsRefusedBeforeAnyIsFetched() {
        String one = "{\"digest\":\"sha256:%064x\",\"size\":%d}";
        String many = IntStream.range(0, 600).mapToObj(i -> one.formatted(i, 1)).collect(Collectors.joining(","));
        String head = "{\"schemaVersion\":2,\"config\":" + one.formatted(0, 1) + ",\"layers\":[";
        manifest(head + many + "]}");
        refused().hasMessage("the image is larger than 512 layers or 65536 MiB");

        manifest(head + one.formatted(1, 65L << 30) + "]}");
        refused().hasMessage("the image is larger than 512 layers or 65536 MiB");
        assertThat(registry.asked()).hasSize(2);
    }

    @Test
    void layersThatLieElsewhereAreNotFetchedAndMissed() throws Exception {
        String elsewhere = "\"urls\":[\"http://" + other.at("127.0.0.1") + "/layer\"],\"digest\":\"" + layer + "\"";
        manifest(parts.manifest().replace("\"digest\":\"" + layer + "\"", elsewhere));

        assertThat(Scans.gapCodes(pulls().scan(name()))).containsExactly("missing-layer");
        assertThat(other.asked()).isEmpty();
    }

    // Blobs

    @Test
    void endlessBlobEndsAtItsDeclaredSize() throws Exception {
        byte[] bytes = parts.blobs().getOrDefault(layer, new byte[0]);
        registry.on(blob(layer), FakeRegistry.endless(bytes));

        assertThat(pulls().scan(name()).gaps()).isEmpty();
    }

    @Test
    void blobOfAnotherLengthThanDeclaredIsRefused() {
        registry.on(blob(layer), FakeRegistry.sending(new byte[size(layer) + 1]));
        refused().hasMessageContaining("wants to send " + (size(layer) + 1) + " bytes");

        registry.on(blob(layer), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
        });
        refused().hasMessageContaining("delivers less of layer " + layer);
    }

    @Test
    void brokenDownloadGoesOnWhereItBroke() throws Exception {
        byte[] bytes = parts.blobs().getOrDefault(layer, new byte[0]);
        AtomicInteger requests = new AtomicInteger();
        registry.on(blob(layer), exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (requests.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes, 0, 50);
                exchange.getResponseBody().flush();
            } else {
                assertThat(range).isEqualTo("bytes=50-");
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes 50-" + (bytes.length - 1) + "/" + bytes.length);
                exchange.sendResponseHeaders(206, bytes.length - 50L);
                exchange.getResponseBody().write(bytes, 50, bytes.length - 50);
            }
        });

        Pulls pulls = pulls();
        assertThat(pulls.scan(name()).gaps()).isEmpty();
        assertThat(requests).hasValue(2);
        assertThat(pulls.pauses()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void brokenDownloadGoesOnAlsoWhereTheServerKnowsNoRanges() throws Exception {
        byte[] bytes = parts.blobs().getOrDefault(layer, new byte[0]);
        AtomicInteger requests = new AtomicInteger();
        registry.on(blob(layer), exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, requests.incrementAndGet() == 1 ? 50 : bytes.length);
            exchange.getResponseBody().flush();
        });

        assertThat(pulls().scan(name()).gaps()).isEmpty();
        assertThat(requests).hasValue(2);
    }

    @Test
    void downloadThatGoesOnAtAnotherPlaceIsRefused() {
        registry.on(blob(layer), exchange -> {
            if (exchange.getRequestHeaders().getFirst("Range") == null) {
                exchange.sendResponseHeaders(200, size(layer));
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
            } else {
                exchange.getResponseHeaders().add("Content-Range", "bytes 0-9/10");
                exchange.sendResponseHeaders(206, -1);
            }
        });

        refused().hasMessageContaining("at another place than asked for");
    }

    // Patience

    @Test
    void busyRegistryIsAskedAgainLaterAndLater() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        registry.on("/v2/shop/web/manifests/1", exchange -> {
            switch (requests.incrementAndGet()) {
                case 1 -> FakeRegistry.status(503).answer(exchange);
                case 2 -> FakeRegistry.status(429, "Retry-After", "7").answer(exchange);
                case 3 -> FakeRegistry.status(502).answer(exchange);
                default -> FakeRegistry.sending(parts.manifest()).answer(exchange);
            }
        });

        Pulls pulls = pulls();
        assertThat(pulls.scan(name()).gaps()).isEmpty();
        assertThat(pulls.pauses())
                .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(7), Duration.ofSeconds(2));
    }

    @Test
    void registryThatStaysBusyOrAsksForTooMuchPatienceIsGivenUp() {
        registry.on("/v2/shop/web/manifests/1", FakeRegistry.status(503));
        refused().hasMessageContaining("answers 503").hasMessageContaining("try later");
        assertThat(registry.asked()).hasSize(5);

        registry.on("/v2/shop/web/manifests/1", FakeRegistry.status(429, "Retry-After", "3600"));
        refused().hasMessageContaining("answers 429, too many requests for 3600 s");
        assertThat(registry.asked()).hasSize(6);
    }

    @Test
    void slowBodyEndsAtTheTimeLimit() {
        CountDownLatch end = new CountDownLatch(1);
        registry.on(blob(layer), exchange -> {
            exchange.sendResponseHeaders(200, size(layer));
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            awaited(end);
        });

        pulls().within(limits(Duration.ofSeconds(1), LIMITS.stall()))
                .refused(name())
                .hasMessageContaining("did not deliver the image within 1 s");
        pulls().within(limits(LIMITS.time(), Duration.ofMillis(200)))
                .refused(name())
                .hasMessageContaining("nothing came from localhost");
        end.countDown();
    }

    @Test
    void silentRegistryEndsAtTheTimeLimit() {
        CountDownLatch end = new CountDownLatch(1);
        registry.on("/v2/shop/web/manifests/1", exchange -> awaited(end));

        pulls().within(limits(Duration.ofSeconds(1), LIMITS.stall()))
                .refused(name())
                .hasMessageContaining("did not deliver the image within 1 s");
        end.countDown();
    }

    private static PullLimits limits(Duration time, Duration stall) {
        return new PullLimits(
                LIMITS.manifestBytes(),
                LIMITS.indexDepth(),
                LIMITS.layers(),
                LIMITS.imageBytes(),
                LIMITS.tokenBytes(),
                LIMITS.redirects(),
                LIMITS.attempts(),
                LIMITS.longestPause(),
                stall,
                LIMITS.downloads(),
                LIMITS.aheadBytes(),
                time);
    }

    private static void awaited(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZZ\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
                "HTTP/1.1 999\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                ""
            })
    void answersThatAreNoHttpAreGivenUp(String bytes) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.startVirtualThread(() -> answerAll(server, bytes));

            pulls().refused("localhost:" + server.getLocalPort() + "/shop/web:1")
                    .hasMessageNotContaining(SECRET);
        }
    }

    private static void answerAll(ServerSocket server, String bytes) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    assertThat(client.getInputStream().read(new byte[4096])).isPositive();
                    client.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    @Test
    void proxyOfTheEnvironmentIsAskedAndSeesNoAddressesBehindUs() throws Exception {
        Pulls proxied = Pulls.overPlainHttp().environment(Map.of("HTTP_PROXY", "http://" + registry.at("localhost")));
        assertThat(proxied.scan("registry.invalid/shop/web:1").gaps()).isEmpty();

        registry.on(blob(layer), FakeRegistry.redirecting("http://169.254.169.254/"));
        proxied.refused("registry.invalid/shop/web:1")
                .hasMessageContaining("an address of this machine or its network");
    }

    @Test
    void proxyThatCannotBeFollowedIsSaidBeforeAnythingIsSent() {
        pulls().environment(Map.of("HTTP_PROXY", "socks5://proxy.example:1080"))
                .refused(name())
                .hasMessageContaining("HTTP_PROXY is not of the form http://HOST:PORT");
        pulls().environment(Map.of("HTTPS_PROXY", "http://alice:" + SECRET + "@s@proxy.example:1080"))
                .refused(name())
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining(SECRET);
        assertThat(registry.asked()).isEmpty();
    }
}
