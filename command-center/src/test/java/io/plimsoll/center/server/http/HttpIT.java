package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HttpIT {
    private static final TestCenter CENTER = TestCenter.shared();

    @Test
    void saysThatItIsReadyToAnyone() {
        Answer health = CENTER.get("/api/v1/health", "");
        assertThat(health.json().path("status").asString()).isEqualTo("ready");
    }

    @Test
    void servesTheContractAsJson() {
        assertThat(CENTER.get("/api/v1/openapi.json", "").json().path("openapi").asString())
                .isEqualTo("3.1.0");
    }

    @Test
    void unknownRoutesAreProblems() {
        Answer answer = CENTER.get("/api/v1/no-such-thing", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("route-unknown");
        assertThat(answer.response().headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(CENTER.call("POST", "/api/v1/health", "", "{}").code()).isEqualTo("method-not-allowed");
        assertThat(CENTER.call("POST", "/api/v2/anything", "", "{}").status()).isIn(404, 405);
    }

    @Test
    void unreadableBodiesAreProblems() {
        for (String body : new String[] {
            "nonsense", "[]", "{\"username\":{}}", "{\"username\":\"a\",\"username\":\"b\"}", "{\"surprise\":1}", "{}"
        }) {
            Answer answer = CENTER.call("POST", "/api/v1/sessions", "", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.code()).as(body).isEqualTo("request-invalid");
        }
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        String body = "{\"username\":\"" + "x".repeat(2_000_000) + "\"}";
        Answer answer = CENTER.call("POST", "/api/v1/sessions", "", body);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-too-large");
    }

    @Test
    void refusesTextsThatTheDatabaseCannotHold() {
        for (String path :
                new String[] {"/api/v1/audit-events?query=%00", "/api/v1/labels?id=a%00", "/api/v1/containers/%00"}) {
            assertThat(CENTER.get(path, CENTER.administrator()).status())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesOtherMediaTypes() {
        Answer answer = CENTER.send(
                HttpRequest.newBuilder(URI.create(CENTER.url() + "/api/v1/sessions"))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<a/>")),
                "");
        assertThat(answer.code()).isEqualTo("media-type-unsupported");
    }

    @Test
    void guardsTheBrowser() {
        var headers = CENTER.get("/api/v1/health", "").response().headers();
        assertThat(headers.firstValue("content-security-policy")).contains(GuardFilter.CONTENT_SECURITY_POLICY);
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
        assertThat(headers.firstValue("strict-transport-security")).isPresent();
        assertThat(headers.firstValue("cache-control")).contains("no-store");
        assertThat(headers.firstValue("server")).isEmpty();
    }

    @Test
    void servesFilesOfTheConsoleAndItsFirstPageForEveryScreen() {
        Answer page = CENTER.get("/", "");
        assertThat(page.response().body()).contains("a console of tests");
        assertThat(page.response().headers().firstValue("cache-control")).contains("no-cache");
        assertThat(CENTER.get("/images/sha256:00", "").response().body()).contains("a console of tests");
        Answer asset = CENTER.get("/assets/app.js", "");
        assertThat(asset.response().headers().firstValue("content-type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(asset.response().headers().firstValue("cache-control").orElseThrow())
                .contains("immutable");
        for (String path : new String[] {"/../logback.xml", "/assets/..%2f..%2f..%2flogback.xml", "/logback.xml"}) {
            assertThat(CENTER.get(path, "").response().body()).as(path).doesNotContain("appender");
        }
    }

    @Test
    void tellsListenersWhatChanged() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream = CENTER.http()
                .send(
                        HttpRequest.newBuilder(URI.create(CENTER.url() + "/api/v1/live"))
                                .header("Authorization", "Bearer " + CENTER.administrator())
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith(":");
            CENTER.part(Live.class).changed("policies");
            assertThat(Stream.generate(() -> line(lines))
                            .filter(line -> line.equals("data: policies"))
                            .findFirst())
                    .isPresent();
        }
        assertThat(CENTER.get("/api/v1/live", "").status()).isEqualTo(401);
    }

    private static String line(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
