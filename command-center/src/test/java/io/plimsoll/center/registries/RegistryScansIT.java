package io.plimsoll.center.registries;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.testkit.FakeEcr;
import io.plimsoll.testkit.SourceTree;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestProxy;
import io.plimsoll.testkit.TestRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Center that looks into a real registry with TLS of a private authority and basic authentication, by the real
/// program.
class RegistryScansIT {
    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestRegistry registry;
    private static FakeEcr ecr;
    private static TestProxy proxy;
    private static TestCenter center;

    @BeforeAll
    static void start() throws IOException {
        Path distribution = SourceTree.requireBuilt();
        authority = TestAuthority.in(Files.createDirectory(folder.resolve("keys")));
        registry = TestRegistry.withPassword(folder, authority);
        ecr = FakeEcr.start(authority);
        proxy = new TestProxy(
                "Basic " + Base64.getEncoder().encodeToString("alice:pass".getBytes(StandardCharsets.UTF_8)),
                Map.of(FakeEcr.API, ecr.port(), FakeEcr.REGISTRY, port(registry)));
        center = TestCenter.startWithRegistries(behindTheProxy(distribution));
    }

    private static int port(TestRegistry registry) {
        return URI.create("https://" + registry.host()).getPort();
    }

    /// The program as it ships, for which hosts of AWS are in the Internet, and the way there is the proxy.
    private static Path behindTheProxy(Path distribution) throws IOException {
        Path hosts = Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 localhost\n203.0.113.7 " + FakeEcr.API + "\n203.0.113.7 " + FakeEcr.REGISTRY + "\n");
        Path java = script(
                "java",
                "exec " + System.getProperty("java.home") + "/bin/java -Djdk.net.hosts.file=" + hosts + " \"$@\"");
        return script(
                "registry",
                "export PLIMSOLL_JAVA=" + java + " HTTPS_PROXY=http://alice:pass@127.0.0.1:" + proxy.port() + "\nexec "
                        + distribution.resolve("libexec/plimsoll-registry"));
    }

    private static Path script(String name, String lines) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (center == null) {
            return;
        }
        center.close();
        proxy.close();
        ecr.close();
        registry.close();
    }

    private static Map<String, Object> draft(String name, Object... more) {
        try {
            Map<String, Object> draft = new TreeMap<>(Map.of(
                    "name",
                    name,
                    "kind",
                    "oci",
                    "address",
                    registry.host(),
                    "user",
                    TestRegistry.USER,
                    "password",
                    TestRegistry.PASSWORD,
                    "authority",
                    Files.readString(authority.certificate())));
            for (int i = 0; i < more.length; i += 2) {
                draft.put((String) more[i], more[i + 1]);
            }
            return draft;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer call(String method, String path, Object body) {
        return center.call(
                method,
                "/api/v1" + path,
                center.administrator(),
                body.equals("") ? "" : JsonMapper.shared().writeValueAsString(body));
    }

    private static JsonNode tested(Map<String, Object> draft) {
        return call("POST", "/registry-tests", draft).json();
    }

    private static String add(Map<String, Object> draft) {
        return call("POST", "/registries", draft).json().path("id").asString();
    }

    private static void push(String version, String repository, String tag) {
        new PushedImage(version).push(registry, TestRegistry.basic(), repository, tag);
    }

    @Test
    void triesWhetherARegistryCanBeRead() {
        push("1.0.0", "tried/web", "1");
        JsonNode works = tested(draft("t", "repositoriesIn", List.of("tried/*")));
        assertThat(works.path("message").asString())
                .isEqualTo("The registry answers: 1 repository is wanted, the first has " + registry.host()
                        + "/tried/web:1.");
        assertThat(works.path("works").asBoolean()).isTrue();

        JsonNode wrongPassword = tested(draft("t", "password", "wrong-and-secret"));
        assertThat(wrongPassword.path("works").asBoolean()).isFalse();
        assertThat(wrongPassword.toString()).contains(registry.host()).doesNotContain("wrong-and-secret");

        JsonNode unknownAuthority = tested(draft("t", "authority", ""));
        assertThat(unknownAuthority.path("works").asBoolean()).isFalse();
        assertThat(unknownAuthority.path("message").asString()).contains("certificate");
        assertThat(center.get("/api/v1/audit-events?type=registry.tested", center.administrator())
                        .response()
                        .body())
                .contains("The registry answers")
                .doesNotContain("wrong-and-secret", TestRegistry.PASSWORD);
    }

    @Test
    void neverAsksWhereNoRegistryIs() {
        for (String address : List.of("169.254.169.254", "[fe80::1]", "100.100.100.200", "224.0.0.1")) {
            JsonNode refused = tested(draft("t", "address", address));
            assertThat(refused.path("works").asBoolean()).as(address).isFalse();
            assertThat(refused.path("message").asString()).as(address).contains("it is not asked");
        }
    }

    @Test
    void scansWhatIsWantedAndKeepsTheVerdictWhileItScansAfresh() {
        push("1.0.0", "shop/web", "1");
        push("1.0.0", "shop/web", "stable");
        push("2.0.0", "shop/mail", "1");
        push("3.0.0", "shop/mail", "1-test");
        push("4.0.0", "intern/tool", "1");
        String id = add(draft("shop", "repositoriesIn", List.of("shop/*"), "tagsOut", List.of("*-test")));

        JsonNode images = center.await(
                "/api/v1/images?query=shop/",
                page -> page.at("/total/value").asInt() == 2
                        && page.path("items").valueStream().noneMatch(RegistryScansIT::isPending));
        assertThat(images.path("items"))
                .extracting(image -> image.path("names").toString())
                .containsExactly(
                        "[\"" + registry.host() + "/shop/mail:1\"]",
                        "[\"" + registry.host() + "/shop/web:1\",\"" + registry.host() + "/shop/web:stable\"]");
        String web = new PushedImage("1.0.0").id().toString();
        assertThat(images.at("/items/1/id").asString()).isEqualTo(web);
        JsonNode shown = center.await(
                "/api/v1/registries/" + id, one -> one.path("images").asInt() == 2);
        assertThat(shown.path("tags").asInt()).isEqualTo(3);
        assertThat(shown.path("openScans").asInt()).isZero();
        center.await(
                "/api/v1/packages?query=lodash%202.0.0",
                page -> page.path("items").size() == 1);

        rescansWithoutForgettingTheVerdict(web);
        forgetsWhatTheRegistryHasNoMore(id);
    }

    private static boolean isPending(JsonNode image) {
        return image.path("verdict").asString().equals("pending");
    }

    private static void rescansWithoutForgettingTheVerdict(String image) {
        String before = center.get("/api/v1/images/" + image, center.administrator())
                .json()
                .path("scannedAt")
                .asString();
        assertThat(call("POST", "/images/" + image + "/rescan", "").status()).isEqualTo(202);
        List<String> seen = new ArrayList<>();
        center.await("/api/v1/images/" + image, one -> {
            seen.add(
                    one.path("verdict").asString() + " " + one.path("scanState").asString());
            return !one.path("scannedAt").asString().equals(before);
        });
        assertThat(seen).containsOnly("would-refuse scanned");
        JsonNode queue = center.await(
                "/api/v1/scan-queue?state=done",
                page -> page.path("items")
                        .valueStream()
                        .anyMatch(job -> job.path("reason").asString().equals("rescan")));
        assertThat(queue.at("/items/0/imageId").asString()).isEqualTo(image);
    }

    private static void forgetsWhatTheRegistryHasNoMore(String id) {
        assertThat(call("PUT", "/registries/" + id, draft("shop", "repositoriesIn", List.of("shop/web")))
                        .status())
                .isEqualTo(200);
        center.await(
                "/api/v1/images?query=shop/", page -> page.at("/total/value").asInt() == 1);
        assertThat(call("DELETE", "/registries/" + id, "").status()).isEqualTo(204);
        assertThat(center.get("/api/v1/images?query=shop/", center.administrator())
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void scansWhatARealRegistryAnnounces(@TempDir Path other) {
        Map<String, Object> draft =
                new TreeMap<>(Map.of("name", "announcing", "kind", "oci", "address", "localhost:1"));
        String id = add(draft);
        URI listener = URI.create(center.url()
                + call("POST", "/registries/" + id + "/webhook", "")
                        .json()
                        .path("path")
                        .asString());
        try (TestRegistry announcing =
                TestRegistry.announcing(other, listener, center.data().resolve("ca.crt"))) {
            draft.put("address", announcing.host());
            draft.put("plainHttp", true);
            assertThat(call("PUT", "/registries/" + id, draft).status()).isEqualTo(200);
            center.await("/api/v1/registries/" + id, one -> one.has("listedAt") && !one.has("dueAt"));
            new PushedImage("5.0.0").push(announcing, "", "announced/web", "7");
            JsonNode queue = center.await(
                    "/api/v1/scan-queue?state=done&registry=" + id,
                    page -> page.path("items").size() == 1);
            assertThat(queue.at("/items/0/reason").asString()).isEqualTo("push");
            assertThat(center.get("/api/v1/images?query=announced/web", center.administrator())
                            .json()
                            .at("/items/0/id")
                            .asString())
                    .isEqualTo(new PushedImage("5.0.0").id().toString());
        }
    }

    @Test
    void getsAPasswordOfEcrAgainstAnAccessKeyAndUsesItWhileItHolds() {
        push("9.0.0", "ecr/web", "1");
        Map<String, Object> draft = draft(
                "ecr",
                "kind",
                "ecr",
                "address",
                FakeEcr.REGISTRY,
                "user",
                FakeEcr.KEY_WITHOUT_RIGHTS,
                "password",
                FakeEcr.SECRET,
                "repositoriesIn",
                List.of("ecr/*"));
        JsonNode refused = tested(draft);
        assertThat(refused.path("works").asBoolean()).isFalse();
        assertThat(refused.path("message").asString()).contains("ecr:GetAuthorizationToken");

        draft.put("user", FakeEcr.KEY);
        String id = add(draft);
        JsonNode shown = center.await(
                "/api/v1/registries/" + id, one -> one.path("images").asInt() == 1);
        assertThat(shown.has("failure")).isFalse();
        assertThat(ecr.keys()).as("one for the list and the scan").containsExactly(FakeEcr.KEY);
        assertThat(proxy.passed())
                .contains("CONNECT " + FakeEcr.REGISTRY + ":443 HTTP/1.1")
                .allMatch(line -> line.startsWith("CONNECT " + FakeEcr.API + ":443 ")
                        || line.startsWith("CONNECT " + FakeEcr.REGISTRY + ":443 "));
        assertThat(shown.toString()
                        + center.get("/api/v1/audit-events?limit=500", center.administrator())
                                .response()
                                .body()
                        + refused)
                .contains(FakeEcr.KEY)
                .doesNotContain(FakeEcr.SECRET, TestRegistry.PASSWORD);
    }

    @Test
    void saysWhyARegistryCouldNotBeListed() {
        String id = add(draft("locked", "password", "wrong-and-secret"));
        JsonNode shown = center.await("/api/v1/registries/" + id, one -> one.has("failure"));
        assertThat(shown.path("failure").asString()).contains(registry.host()).doesNotContain("wrong-and-secret");
        assertThat(shown.path("listing").asBoolean()).isFalse();
    }
}
