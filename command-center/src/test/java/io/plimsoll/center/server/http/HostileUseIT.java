package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.server.database.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/// What people try at the door of a web server.
class HostileUseIT {
    private static final TestCenter CENTER = TestCenter.shared();
    private static final String CURRENT = "/api/v1/sessions/current";
    private static final int CONNECTIONS = 16;
    private static final int SILENCE_MILLIS = 90_000;

    @Test
    void aLoginTakesOverNoTokenThatTheCallerBrought() {
        CENTER.createUser("h-attacker", "auditor");
        CENTER.createUser("h-victim", "auditor");
        String planted = CENTER.logIn("h-attacker", TestCenter.PASSWORD);
        Answer in = CENTER.send(
                to("/api/v1/sessions?token=" + planted)
                        .header("Cookie", "session=" + planted + "; token=" + planted + "; JSESSIONID=" + planted)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"username\":\"h-victim\",\"password\":\"" + TestCenter.PASSWORD + "\"}")),
                planted);
        String token = in.json().path("token").asString();
        assertThat(token).hasSizeGreaterThan(40).isNotEqualTo(planted);
        assertThat(in.response().headers().allValues("set-cookie")).isEmpty();
        assertThat(who(token)).isEqualTo("h-victim");
        assertThat(who(planted)).isEqualTo("h-attacker");
        assertThat(CENTER.call("DELETE", CURRENT, token, "").status()).isEqualTo(204);
        assertThat(CENTER.logIn("h-victim", TestCenter.PASSWORD)).isNotEqualTo(token);
        assertThat(CENTER.get(CURRENT, token).status()).as("ended for good").isEqualTo(401);
    }

    @Test
    void noOtherSiteActsInAPersonsName() {
        String token = CENTER.administrator();
        String user = "{\"name\":\"h-forged\",\"role\":\"administrator\",\"password\":\"first-horse-41\"}";
        for (String cookie : List.of("session", "token", "access_token", "Authorization", "JSESSIONID")) {
            HttpRequest.Builder request = to("/api/v1/users?access_token=" + token)
                    .header("Cookie", cookie + "=" + token)
                    .header("Origin", "https://evil.example")
                    .header("Content-Type", "application/json");
            assertThat(CENTER.send(request.POST(BodyPublishers.ofString(user)), "")
                            .status())
                    .as(cookie)
                    .isEqualTo(401);
        }
        for (String simple : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            HttpRequest.Builder request = to("/api/v1/users").header("Content-Type", simple);
            assertThat(CENTER.send(request.POST(BodyPublishers.ofString(user)), token)
                            .code())
                    .as("what a browser sends without asking first: " + simple)
                    .isEqualTo("media-type-unsupported");
        }
        for (String method : List.of("OPTIONS", "GET")) {
            Answer answer = CENTER.send(
                    to("/api/v1/users")
                            .header("Origin", "https://evil.example")
                            .header("Access-Control-Request-Method", "POST")
                            .header("Access-Control-Request-Headers", "authorization,content-type")
                            .method(method, BodyPublishers.noBody()),
                    token);
            assertThat(answer.status()).isEqualTo(method.equals("GET") ? 200 : 405);
            assertThat(answer.response().headers().map().keySet())
                    .as(method)
                    .noneMatch(name -> name.startsWith("access-control-"))
                    .contains("cross-origin-resource-policy");
        }
        assertThat(CENTER.get("/api/v1/users?limit=500", token).response().body())
                .doesNotContain("h-forged");
    }

    @Test
    void hostileNamesComeBackAsTextOfJson() {
        String script = "<script>alert(1)</script>\"'--><img src=x onerror=alert(2)>";
        String id = "sha256:" + "e".repeat(64);
        try (TestEnforcer enforcer = TestEnforcer.enrol(CENTER, "hostile-node").connect()) {
            enforcer.describe("hostile-node", "hostile-machine");
            enforcer.say(FromEnforcer.newBuilder()
                    .setImages(ImagesReport.newBuilder()
                            .addImages(Image.newBuilder()
                                    .setId(id)
                                    .addNames(script + ":1")
                                    .putLabels(script, script)
                                    .setScanState("unscanned"))));
            CENTER.await("/api/v1/images?limit=500", list -> list.toString().contains("e".repeat(64)));
        }
        Answer image = CENTER.get("/api/v1/images/" + id, CENTER.administrator());
        assertThat(image.json().at("/names/0").asString()).isEqualTo(script + ":1");
        assertThat(image.json().path("imageLabels").path(script).asString()).isEqualTo(script);
        assertThat(CENTER.call(
                                "PUT",
                                "/api/v1/labels/image/" + id + "/owner",
                                CENTER.administrator(),
                                "{\"value\":\"<script>alert(1)</script>\"}")
                        .status())
                .isEqualTo(200);
        Answer labels = CENTER.get("/api/v1/labels?id=" + id, CENTER.administrator());
        assertThat(labels.json().at("/items/0/value").asString()).isEqualTo("<script>alert(1)</script>");
        Answer echoed = CENTER.get("/api/v1/images?verdict=%3Cscript%3Ealert(1)%3C/script%3E", CENTER.administrator());
        assertThat(echoed.status()).isEqualTo(400);
        for (Answer answer : List.of(image, labels, echoed, CENTER.get("/api/v1/%3Cscript%3E", ""))) {
            HttpHeaders headers = answer.response().headers();
            assertThat(headers.firstValue("content-type").orElseThrow()).matches("application/(problem\\+)?json(;.*)?");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'; script-src 'self';");
        }
    }

    @Test
    void noPathLeadsOutOfTheConsolesFolder() throws IOException {
        for (String path : List.of(
                "/../../../../../../etc/passwd",
                "/assets/../../../../etc/passwd",
                "/assets/../../../logback.xml",
                "/assets/%2e%2e/%2e%2e/%2e%2e/logback.xml",
                "/assets/%252e%252e/%252e%252e/%252e%252e/logback.xml",
                "/assets/..%2f..%2f..%2flogback.xml",
                "/assets/..%5c..%5c..%5clogback.xml",
                "/assets/..\\..\\..\\logback.xml",
                "/assets/..;/..;/..;/logback.xml",
                "/assets/.%00./logback.xml",
                "//etc/passwd",
                "/../META-INF/MANIFEST.MF",
                "/../MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/api/v1/policies/..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/api/v1/../../../../etc/passwd",
                "https://evil.example/../../logback.xml",
                "file:///etc/passwd")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
            assertThat(answer).as(path).doesNotContain("root:", "appender", "Manifest-Version", "<html");
        }
    }

    @Test
    void noWayToWriteAPathOpensARouteToStrangers() throws IOException {
        for (String path : List.of(
                "/api/v1/users",
                "/api/v1/users/",
                "/api/v1/users;a=b",
                "/api/v1/%75sers",
                "/api/v1/health/../users",
                "/api/v1/health/..;/users",
                "/api/v1/health;/../users",
                "/api/v1/./users",
                "//api/v1/users",
                "/api//v1/users",
                "/API/V1/USERS",
                "/api/v1/users.json",
                "/assets/../api/v1/users")) {
            for (String method : List.of("GET", "HEAD", "POST", "TRACE", "PROPFIND")) {
                String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: GET\r\n"
                        + "X-Original-URL: /api/v1/users\r\nConnection: close\r\n\r\n");
                assertThat(answer)
                        .as(method + " " + path)
                        .startsWith("HTTP/1.1 ")
                        .doesNotStartWith("HTTP/1.1 5");
                assertThat(answer).as(method + " " + path).doesNotContain("\"items\"", "X-Original-URL: ");
            }
        }
    }

    @Test
    void everyRouteRefusesABodyThatIsTooLarge() {
        byte[] body = ("{\"x\":\"" + "x".repeat(BoundedBody.LARGEST) + "\"}").getBytes(StandardCharsets.US_ASCII);
        List<String> tried = new ArrayList<>();
        OpenApiDocument.read()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(method ->
                                method.getValue().at("/requestBody/content").has("application/json"))
                        .forEach(method -> {
                            String route =
                                    path.getKey().replaceAll("\\{[^}]*Id}", "00000000-0000-0000-0000-000000000000");
                            HttpRequest.Builder chunked = to("/api/v1" + route.replaceAll("\\{[^}]*}", "x"))
                                    .header("Content-Type", "application/json")
                                    .method(
                                            method.getKey().toUpperCase(java.util.Locale.ROOT),
                                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
                            Answer answer = CENTER.send(chunked, CENTER.administrator());
                            assertThat(answer.status())
                                    .as("%s: %s", route, answer.body())
                                    .isIn(400, 413);
                            tried.add(route);
                        }));
        assertThat(tried).contains("/users", "/sessions").hasSizeGreaterThan(8);
    }

    @Test
    void refusesLongLinesAndManyHeaders() throws IOException {
        for (String head : List.of(
                "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n",
                "GET / HTTP/1.1\r\n" + "X: x\r\n".repeat(1000),
                "GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n",
                "GET / HTTP/9.9\r\n",
                "\u0016\u0003\u0001\r\n")) {
            String answer = raw(head + "Host: x\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(head.substring(0, Math.min(60, head.length())))
                    .matches("(?s)(HTTP/1.1 (4\\d\\d|505) .*)?")
                    .doesNotContain("<html", "Tomcat", "\tat ");
        }
    }

    @Test
    void slowCallersHoldUpNobodyAndAreSentAway() throws IOException {
        String head =
                "POST /api/v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + CENTER.administrator() + "\r\n";
        List<SSLSocket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                SSLSocket socket = socket();
                slow.add(socket);
                String begun = i % 2 == 0
                        ? head
                        : head + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"name\":";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            for (int i = 0; i < 20; i++) {
                assertThat(CENTER.get("/api/v1/images", CENTER.administrator()).status())
                        .isEqualTo(200);
            }
            for (SSLSocket socket : slow) {
                assertThat(toTheEnd(socket)).matches("(?s)(HTTP/1.1 4.*)?");
            }
        } finally {
            for (SSLSocket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aFloodOfForgedTokensNeverWaitsForTheDatabase() throws Exception {
        CountDownLatch taken = new CountDownLatch(CONNECTIONS);
        CountDownLatch enough = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.execute(() -> CENTER.part(Database.class).read(transaction -> {
                    taken.countDown();
                    return await(enough);
                }));
            }
            taken.await();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                String forged = (i % 2 == 0 ? "plim_" : "") + "A%063d".formatted(i);
                answers.add(threads.submit(
                        () -> CENTER.get("/api/v1/images", forged).status()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get())
                        .as("with every connection to the database taken")
                        .isEqualTo(401);
            }
            enough.countDown();
        } finally {
            enough.countDown();
        }
        assertThat(CENTER.get("/api/v1/images", CENTER.administrator()).status())
                .isEqualTo(200);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String who(String token) {
        return CENTER.get(CURRENT, token).json().at("/user/name").asString();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(CENTER.url() + path));
    }

    private static SSLSocket socket() throws IOException {
        URI address = URI.create(CENTER.url());
        SSLSocket socket = (SSLSocket)
                CENTER.http().sslContext().getSocketFactory().createSocket(address.getHost(), address.getPort());
        socket.setSoTimeout(SILENCE_MILLIS);
        return socket;
    }

    /// Sends this as it stands, which an HTTP client would put in order.
    private static String raw(String request) throws IOException {
        try (SSLSocket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return toTheEnd(socket);
        }
    }

    /// Everything until the server hangs up.
    private static String toTheEnd(SSLSocket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
