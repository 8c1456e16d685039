package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every route of the contract, called as nobody means it: whatever is sent, the answer is one of the contract and
/// tells
/// nothing of the server's inside. `-Dplimsoll.fuzz.seed` and `-Dplimsoll.fuzz.calls` choose other calls.
class HostileCallsIT {
    private static final long SEED = Long.getLong("plimsoll.fuzz.seed", 20_261_129);
    private static final int CALLS = Integer.getInteger("plimsoll.fuzz.calls", 40);
    private static final int LARGEST_ANSWER = 2_000_000;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private static final Pattern INSIDE =
            Pattern.compile("\\tat |Exception|org\\.|java\\.|io\\.plimsoll|tools\\.jackson|select .* from|SQLSTATE");

    /// They may shut everybody out, so that they come last.
    private static final List<String> LAST = List.of("/second-factor-rule", "/sessions");

    private record Route(String method, String path) {}

    @Test
    void noCallOfAnyRouteMakesTheServerFailOrTellOfItsInside() throws IOException, InterruptedException {
        try (TestCenter center = TestCenter.start()) {
            HostileCalls calls = new HostileCalls(SEED, stock(center));
            List<String> failures = new ArrayList<>();
            Set<Route> reached = new HashSet<>();
            String session = nextUser(center);
            for (Route route : routes()) {
                for (HostileCalls.Call call :
                        calls.of(route.method(), route.path(), CALLS).distinct().toList()) {
                    HttpResponse<InputStream> response = send(center, call, session);
                    if (response.statusCode() == 401 && hasEnded(center, session)) {
                        response.body().close();
                        session = nextUser(center);
                        response = send(center, call, session);
                    }
                    String body = read(route, response);
                    if (response.statusCode() < 300) {
                        reached.add(route);
                    }
                    if (isFailure(response, body)) {
                        failures.add("%.600s -> %d %.600s".formatted(call, response.statusCode(), body));
                    }
                }
            }
            assertThat(failures).as("seed %d", SEED).isEmpty();
            assertThat(reached).as("routes that did something").hasSizeGreaterThan(routes().size() / 3);
            assertThat(center.get("/api/v1/health", "").status()).isEqualTo(200);
        }
    }

    private static boolean isFailure(HttpResponse<?> response, String body) {
        boolean tells = INSIDE.matcher(body).find() || !body.contains("\"code\":");
        return response.statusCode() >= 500
                || (response.statusCode() >= 400 && tells)
                || response.headers().firstValue("set-cookie").isPresent();
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        OpenApiDocument.read()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .map(java.util.Map.Entry::getKey)
                        .filter(METHODS::contains)
                        .forEach(method -> routes.add(new Route(method, path.getKey()))));
        routes.sort(Comparator.comparingInt(route -> LAST.indexOf(route.path())));
        return routes;
    }

    /// Something to be found, and the names under which it is.
    private static List<String> stock(TestCenter center) {
        TestImage image = new TestImage("shop/web:1.4", "4.17.15");
        try (TestEnforcer enforcer = TestEnforcer.enrol(center, "node-1").connect()) {
            enforcer.describe("node-1", "m1");
            enforcer.list(image.listed("scanned"));
            enforcer.report("spool-1", 1, 2, 3);
            center.await("/api/v1/images", list -> list.path("items").size() == 1);
            enforcer.upload(image.id().toString(), image.inventory());
        }
        String host = center.await("/api/v1/hosts", list -> list.path("items").size() == 1)
                .at("/items/0/id")
                .asString();
        return List.of(image.id().toString(), host, "lodash", "npm", "pci-scope", "n0", "administrator", "production");
    }

    private static boolean hasEnded(TestCenter center, String session) {
        return center.get("/api/v1/sessions/current", session).status() == 401;
    }

    /// A user of its own for the calls, and the next one when a call has ended the session of the one before.
    private static String nextUser(TestCenter center) {
        String name = "fuzz-" + java.util.UUID.randomUUID();
        center.createUser(name, "administrator");
        return center.logIn(name, TestCenter.PASSWORD);
    }

    private static HttpResponse<InputStream> send(TestCenter center, HostileCalls.Call call, String session)
            throws IOException, InterruptedException {
        return center.http()
                .send(
                        HttpRequest.newBuilder(URI.create(center.url() + "/api/v1" + call.path()))
                                .header("Authorization", "Bearer " + session)
                                .header("Content-Type", call.type())
                                .method(
                                        call.method().toUpperCase(Locale.ROOT),
                                        call.body().isEmpty()
                                                ? BodyPublishers.noBody()
                                                : BodyPublishers.ofString(call.body()))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String read(Route route, HttpResponse<InputStream> response) throws IOException {
        boolean isEndless = route.path().equals("/live") && response.statusCode() == 200;
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(isEndless ? 0 : LARGEST_ANSWER), StandardCharsets.UTF_8);
        }
    }
}
