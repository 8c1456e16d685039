package io.plimsoll.cli.center;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.cli.TestInstallation;
import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.SigningKey;
import io.plimsoll.model.Digest;
import io.plimsoll.testkit.FakeUpstream;
import io.plimsoll.testkit.FakeUpstream.Answer;
import io.plimsoll.testkit.FakeUpstream.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A scan with the bundle of a Command Center, of which a server plays the one route.
class CenterBundleIT {
    private static final String ROUTE = "/api/v1/intelligence/bundle";
    private static final String EXCEPTIONS = "/api/v1/exceptions/in-force";
    private static final String NO_EXCEPTIONS = "{\"items\":[],\"total\":{\"value\":0,\"relation\":\"eq\"}}";
    private static final String DECISIONS = "/api/v1/image-decisions";
    private static final String CURRENT = "/api/v1/sessions/current";
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String API_TOKEN = "plim_" + "x".repeat(64);
    private static final Path SAMPLE = Path.of("../cyber-intelligence/feeds/src/dist/sample-feed");
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");

    @TempDir
    static Path installation;

    private static Path programs;

    @TempDir
    Path folder;

    private FakeUpstream center;
    private byte[] monday;
    private byte[] tuesday;
    private byte[] delta;

    @BeforeAll
    static void install() throws IOException {
        programs = TestInstallation.in(installation);
    }

    @BeforeEach
    void prepare() throws IOException {
        center = FakeUpstream.startTls(folder)
                .put(EXCEPTIONS, NO_EXCEPTIONS.getBytes(UTF_8))
                .put(DECISIONS, "{\"disallowed\":[],\"approvedBases\":[]}".getBytes(UTF_8));
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("key"));
        FeedBuild.build(SAMPLE, folder.resolve("monday"), key, MONDAY);
        FeedBuild.build(SAMPLE, folder.resolve("tuesday"), key, MONDAY.plusSeconds(86_400));
        BundleTrust trust = BundleTrust.in(List.of(BundleKey.read(folder.resolve("key.pub"))));
        try (Bundle before = Bundle.open(folder.resolve("monday"), trust);
                Bundle after = Bundle.open(folder.resolve("tuesday"), trust)) {
            BundleDelta.write(before, after, folder.resolve("delta"));
        }
        Files.createFile(folder.resolve("in"));
        monday = Files.readAllBytes(folder.resolve("monday"));
        tuesday = Files.readAllBytes(folder.resolve("tuesday"));
        delta = Files.readAllBytes(folder.resolve("delta"));
        Path module = Files.createDirectories(folder.resolve("app/node_modules/lodash"));
        Files.writeString(module.resolve("package.json"), "{\"name\":\"lodash\",\"version\":\"4.17.15\"}");
        Files.writeString(
                folder.resolve("session.json"),
                Center.JSON.writeValueAsString(new SavedSession(
                        center.url("").toString(), Files.readString(folder.resolve("ca.pem")), "t0ken")));
    }

    @AfterEach
    void close() {
        center.close();
    }

    private static String tag(byte[] bundle) {
        return "\"" + Digest.of(bundle) + "\"";
    }

    private static Answer answer(int status, byte[] body, String tag) {
        return (_, exchange, _) -> {
            exchange.getResponseHeaders().add("ETag", tag);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    private int scan() throws Exception {
        return plimsoll(
                Map.of(),
                "scan",
                "dir:app",
                "--feed",
                "center",
                "--feed-key",
                "key.pub",
                "--format",
                "json=report.json");
    }

    private int plimsoll(Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder command = new ProcessBuilder(new ArrayList<>(List.of(words)))
                .directory(folder.toFile())
                .redirectInput(folder.resolve("in").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        command.command().addFirst(programs.resolve("plimsoll").toString());
        command.environment()
                .put("PLIMSOLL_SESSION", folder.resolve("session.json").toString());
        command.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        command.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        command.environment().putAll(environment);
        return command.start().waitFor();
    }

    private void assertUses(byte[] bundle) throws Exception {
        int exit = scan();
        assertThat(exit).as(() -> read("out")).isIn(0, 1);
        assertThat(read("report.json")).contains("CVE-2020-8203");
        try (var files = Files.walk(folder.resolve("state"))) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).singleElement().satisfies(f -> assertThat(f).hasBinaryContent(bundle));
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fetchesTheWholeOnceThenNothingThenADelta() throws Exception {
        center.next(ROUTE, answer(200, monday, tag(monday)));
        assertUses(monday);
        center.next(ROUTE, answer(304, new byte[0], tag(monday)));
        assertUses(monday);
        center.next(ROUTE, answer(226, delta, tag(tuesday)));
        assertUses(tuesday);
        List<Request> requests = center.requests(ROUTE);
        assertThat(requests).hasSize(3).allMatch(r -> r.header("authorization").equals("Bearer t0ken"));
        assertThat(requests.getFirst().isConditional()).isFalse();
        assertThat(requests.get(1).header("if-none-match")).isEqualTo(tag(monday));
        assertThat(requests.get(2).header("a-im")).isEqualTo("plimsoll-delta");
    }

    @Test
    void thePoliciesInForceAtTheCenterJudge() throws Exception {
        String host = "{\"document\":\"kind: HostPolicy\\nname: host\\nwhen-enforcer-away: deny\\n\"}";
        for (String mode : List.of("audit", "fail-pipeline")) {
            center.next(ROUTE, answer(200, monday, tag(monday)));
            String policy = "{\"document\":\"kind: AssurancePolicy\\nname: build\\nmode: " + mode
                    + "\\nchecks: {maximum-severity: medium}\\n\"}";
            String policies = "{\"items\":[" + host + "," + policy + "]}";
            center.put("/api/v1/policies", policies.getBytes(UTF_8));
            assertThat(plimsoll(
                            Map.of(),
                            "scan",
                            "dir:app",
                            "--feed",
                            "center",
                            "--feed-key",
                            "key.pub",
                            "--policy",
                            "center"))
                    .as(() -> read("out"))
                    .isEqualTo(mode.equals("audit") ? 0 : 1);
            assertThat(read("out")).contains("by policy \"build\", rule maximum-severity: CVE-");
        }
    }

    @Test
    void anApiTokenInTheEnvironmentNeedsNoLogin() throws Exception {
        Files.delete(folder.resolve("session.json"));
        center.next(ROUTE, answer(200, monday, tag(monday)));
        Map<String, String> environment = Map.of(
                "PLIMSOLL_TOKEN", API_TOKEN, "PLIMSOLL_SERVER", center.url("").toString(), "PLIMSOLL_CA", "ca.pem");
        String[] scan = {"scan", "dir:app", "--feed", "center", "--feed-key", "key.pub", "--format", "json=report.json"
        };
        assertThat(plimsoll(environment, scan)).as(() -> read("out")).isIn(0, 1);
        assertThat(read("report.json")).contains("CVE-2020-8203");
        assertThat(center.requests(ROUTE))
                .singleElement()
                .satisfies(r -> assertThat(r.header("authorization")).isEqualTo("Bearer " + API_TOKEN));
        assertThat(plimsoll(Map.of("PLIMSOLL_TOKEN", API_TOKEN), scan)).isEqualTo(2);
        assertThat(read("out")).contains("PLIMSOLL_SERVER").doesNotContain(API_TOKEN);
        assertThat(plimsoll(Map.of("PLIMSOLL_TOKEN", "hunter2", "PLIMSOLL_SERVER", "https://x"), scan))
                .isEqualTo(2);
        assertThat(read("out")).contains("holds no API token").doesNotContain("hunter2");
    }

    @Test
    void loginKeepsAnApiTokenThatTheCenterKnowsAndLogoutForgetsIt() throws Exception {
        Path session = folder.resolve("session.json");
        Files.delete(session);
        Files.writeString(folder.resolve("token"), API_TOKEN + "\n");
        String[] login = {"login", "--server", center.url("").toString(), "--ca", "ca.pem", "--token-file", "token"};
        center.next(CURRENT, answer(401, "{\"detail\":\"no valid session\"}".getBytes(UTF_8), ""));
        assertThat(plimsoll(Map.of(), login)).isEqualTo(2);
        assertThat(session).doesNotExist();
        center.next(CURRENT, answer(200, "{\"user\":{\"name\":\"admin\"}}".getBytes(UTF_8), ""));
        assertThat(plimsoll(Map.of(), login)).as(() -> read("out")).isZero();
        assertThat(read("out")).contains("API token of admin").doesNotContain(API_TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
                .isEqualTo("rw-------");
        center.next(ROUTE, answer(200, monday, tag(monday)));
        assertUses(monday);
        assertThat(center.requests(ROUTE).getLast().header("authorization")).isEqualTo("Bearer " + API_TOKEN);
        assertThat(plimsoll(Map.of(), "logout")).isZero();
        assertThat(session).doesNotExist();
    }

    @Test
    void loginSendsTheCodeOfASecondFactorWhereItIsAskedFor() throws Exception {
        String[] login = {
            "login", "--server", center.url("").toString(), "--ca", "ca.pem", "--username", "maria", "--password-stdin"
        };
        byte[] needed = "{\"detail\":\"send a code\",\"code\":\"second-factor-needed\"}".getBytes(UTF_8);
        byte[] opened = "{\"token\":\"t1\",\"user\":{\"name\":\"maria\"}}".getBytes(UTF_8);
        Files.writeString(folder.resolve("in"), "hunter2\n");
        center.next(SESSIONS, answer(401, needed, ""));
        assertThat(plimsoll(Map.of(), login)).isEqualTo(2);
        assertThat(read("out")).contains("second line").doesNotContain("hunter2");
        Files.writeString(folder.resolve("in"), "hunter2\r\n123 456\n");
        List<String> sent = new ArrayList<>();
        center.next(SESSIONS, answer(401, needed, "")).next(SESSIONS, (server, exchange, file) -> {
            sent.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(201, opened, "").give(server, exchange, file);
        });
        assertThat(plimsoll(Map.of(), login)).as(() -> read("out")).isZero();
        assertThat(read("session.json")).contains("\"t1\"");
        assertThat(sent)
                .singleElement()
                .satisfies(body ->
                        assertThat(body).contains("\"password\":\"hunter2\"").contains("\"code\":\"123 456\""));
    }

    @Test
    void takesTheWholeWhereADeltaCannotBeUsed() throws Exception {
        center.next(ROUTE, answer(200, monday, tag(monday)));
        assertUses(monday);
        byte[] damaged = java.util.Arrays.copyOf(delta, delta.length - 9);
        center.next(ROUTE, answer(226, damaged, tag(tuesday))).next(ROUTE, answer(200, tuesday, tag(tuesday)));
        assertUses(tuesday);
        assertThat(center.requests(ROUTE).getLast().isConditional()).isFalse();
    }

    @Test
    void theExceptionsOfTheCenterCountAsThoseOfAFileDo() throws Exception {
        center.next(ROUTE, answer(200, monday, tag(monday)));
        center.put(EXCEPTIONS, """
                {"items": [
                   {"finding": "leaks/private-key", "scope": {}, "reason": "any", "expiry": "2999-01-01", "author": "a"},
                   {"finding": "CVE-2020-8203", "scope": {"package": "lodash"}, "reason": "ours alone",
                    "expiry": "2999-01-01", "author": "maria"}],
                 "total": {"value": 2, "relation": "eq"}}
                """.getBytes(UTF_8));
        assertUses(monday);
        assertThat(suppressed()).singleElement().satisfies(finding -> {
            assertThat(finding.path("id").asString()).isEqualTo("CVE-2020-8203");
            assertThat(finding.path("suppressed").toString()).contains("ours alone", "maria");
        });

        center.put(
                EXCEPTIONS,
                "{\"items\":[{\"finding\":\"CVE-1\",\"reason\":\"r\",\"expiry\":\"soon\"}]}".getBytes(UTF_8));
        center.next(ROUTE, answer(304, new byte[0], tag(monday)));
        assertThat(scan()).isEqualTo(2);
        assertThat(read("out")).contains("ends on 'soon', which is no day");

        center.put(EXCEPTIONS, NO_EXCEPTIONS.getBytes(UTF_8));
        center.put(DECISIONS, "{\"disallowed\":[{\"image\":\"sha256:1\"}]}".getBytes(UTF_8));
        center.next(ROUTE, answer(304, new byte[0], tag(monday)));
        assertThat(scan()).isEqualTo(2);
        assertThat(read("out")).contains("decisions about images cannot be read");
    }

    private List<JsonNode> suppressed() {
        return Center.JSON
                .readTree(read("report.json"))
                .path("findings")
                .valueStream()
                .filter(finding -> finding.has("suppressed"))
                .toList();
    }

    @Test
    void endsWithTwoWhereTheCenterHasNoneOrSendsSomethingElse() throws Exception {
        center.next(ROUTE, answer(404, new byte[0], ""));
        assertThat(scan()).isEqualTo(2);
        center.next(ROUTE, answer(200, monday, tag(tuesday)));
        assertThat(scan()).isEqualTo(2);
        assertThat(read("out")).contains("what came is not the bundle");
        byte[] foreign = "not a bundle at all".getBytes(UTF_8);
        center.next(ROUTE, answer(200, foreign, tag(foreign)));
        assertThat(scan()).isEqualTo(2);
        assertThat(read("out")).contains("is cut off");
    }
}
