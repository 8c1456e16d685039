package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestCenter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Calls every route of the contract as each role, by session and by API token. What may be done stands in this one
/// table; a route that it lacks fails the test.
class RolesIT {
    private static final TestCenter CENTER = TestCenter.shared();

    /// Who may: `A`dministrator, a`U`ditor, `S`canner; small letters for an API token of that role. Everyone else is
    /// forbidden. The last row ends the session.
    private static final String TABLE = """
            GET /roles                              A a U u S s
            GET /sessions/current                   A a U u S s
            GET /sessions                           A   U   S
            DELETE /sessions/{sessionId}            A   U   S
            GET /api-tokens                         A   U   S
            POST /api-tokens                        A   U   S
            DELETE /api-tokens/{tokenId}            A   U   S
            GET /saved-views                        A   U   S
            POST /saved-views                       A   U   S
            PUT /saved-views/{savedViewId}          A   U   S
            DELETE /saved-views/{savedViewId}       A   U   S
            PUT /users/current/password             A   U   S
            GET /users/current/second-factor        A   U   S
            POST /users/current/second-factor       A   U   S
            PUT /users/current/second-factor        A   U   S
            POST /users/current/second-factor/removal A   U   S
            GET /intelligence                       A a U u S s
            GET /intelligence/bundle                A a U u S s
            GET /policies                           A a U u S s
            GET /policies/{name}                    A a U u S s
            GET /policies/{name}/versions           A a U u S s
            GET /policies/{name}/versions/{version} A a U u S s
            GET /policies/{name}/versions/{version}/changes A a U u S s
            POST /policy-drafts/check               A a U u S s
            GET /exceptions/in-force                A a U u S s
            GET /image-decisions                    A a U u S s
            POST /images/{imageId}/rescan           A a     S s
            POST /images/rescan                     A a     S s
            GET /live                               A a U u
            GET /dashboard                          A a U u
            GET /images                             A a U u
            GET /images/export                      A a U u
            GET /image-registries                   A a U u
            GET /images/{imageId}                   A a U u
            POST /policy-drafts/rehearsal           A a U u
            GET /images/{imageId}/advice            A a U u
            GET /images/{imageId}/findings          A a U u
            GET /images/{imageId}/packages          A a U u
            GET /images/{imageId}/executables       A a U u
            GET /images/{imageId}/package-counts    A a U u
            GET /intelligence/changes               A a U u
            GET /containers                         A a U u
            GET /containers/{containerId}           A a U u
            GET /services                           A a U u
            GET /services/{name}                    A a U u
            GET /services/{name}/rules              A a U u
            GET /networks                           A a U u
            GET /networks/{networkId}               A a U u
            GET /hosts                              A a U u
            GET /hosts/{hostId}                     A a U u
            GET /audit-events                       A a U u
            GET /audit-events/export                A a U u
            GET /audit-incidents                    A a U u
            GET /audit-archives                     A a U u
            GET /audit-archives/{name}              A a U u
            GET /audit-events/histogram             A a U u
            GET /packages                           A a U u
            GET /vulnerabilities                    A a U u
            GET /audit-checkpoints                  A a U u
            GET /compliance/pci                     A a U u
            GET /enforcers                          A a U u
            GET /enrolment-tokens                   A a U u
            GET /labels                             A a U u
            GET /exceptions                         A a U u
            GET /notifications                      A a U u
            PUT /notifications/read                 A a U u
            GET /users                              A a U u
            GET /registries                         A a U u
            GET /registries/{registryId}            A a U u
            GET /scan-queue                         A a U u
            GET /user-sessions                      A a U u
            DELETE /user-sessions/{sessionId}       A a
            POST /roles                             A a
            PUT /roles/{role}                       A a
            DELETE /roles/{role}                    A a
            PUT /users/{name}/role                  A a
            POST /images/disallowance               A a
            POST /images/allowance                  A a
            POST /images/base-approval              A a
            POST /images/base-withdrawal            A a
            POST /images/removal                    A a
            POST /users                             A a
            DELETE /users/{name}                    A a
            POST /registries                        A a
            PUT /registries/{registryId}            A a
            DELETE /registries/{registryId}         A a
            POST /registry-tests                    A a
            POST /registries/{registryId}/listing   A a
            POST /registries/{registryId}/webhook   A a
            DELETE /registries/{registryId}/webhook A a
            DELETE /scan-queue/{number}             A a
            POST /exceptions                        A a
            POST /exceptions/preview                A a
            POST /exceptions/{exceptionId}/confirmation A a
            POST /exceptions/{exceptionId}/withdrawal A a
            POST /services                          A a
            PUT /services/{name}                    A a
            DELETE /services/{name}                 A a
            GET /second-factor-rule                 A a U u
            DELETE /users/{name}/second-factor      A a
            PUT /second-factor-rule                 A a
            PUT /policies/{name}                    A a
            DELETE /policies/{name}                 A a
            POST /policies/{name}/versions/{version}/restoration A a
            POST /enforcers/{enforcerId}/revocation A a
            POST /enrolment-tokens                  A a
            PUT /labels/{kind}/{id}/{key}           A a
            DELETE /labels/{kind}/{id}/{key}        A a
            PUT /intelligence/bundle                A a
            DELETE /sessions/current                A   U   S
            """;

    private record Row(String route, Set<String> who) {
        static Row of(String line) {
            List<String> words = Arrays.asList(line.strip().split(" +"));
            return new Row(words.get(0) + " " + words.get(1), Set.copyOf(words.subList(2, words.size())));
        }
    }

    @Test
    void everyRouteOfTheContractHasARow() {
        Set<String> routes = new TreeSet<>();
        OpenApiDocument.read()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String permission =
                            operation.getValue().path("x-permission").asString("public");
                    if (!permission.equals("public")) {
                        routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(TABLE.lines().map(line -> Row.of(line).route())).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void anAdministratorDoesAll() throws IOException, InterruptedException {
        check("administrator", "A");
    }

    @Test
    void anAuditorReadsEverythingAndChangesNothing() throws IOException, InterruptedException {
        check("auditor", "U");
    }

    @Test
    void aScannerDoesWhatAPipelineNeeds() throws IOException, InterruptedException {
        check("scanner", "S");
    }

    private static void check(String role, String letter) throws IOException, InterruptedException {
        CENTER.createUser("role-" + role, role);
        String session = CENTER.logIn("role-" + role, TestCenter.PASSWORD);
        String apiToken = CENTER.call(
                        "POST",
                        "/api/v1/api-tokens",
                        session,
                        "{\"name\":\"all\",\"role\":\"" + role + "\",\"expiresAt\":\""
                                + Instant.now().plusSeconds(3600) + "\"}")
                .json()
                .path("secret")
                .asString();
        for (String line : TABLE.lines().toList()) {
            Row row = Row.of(line);
            assertAnswer(row, apiToken, row.who().contains(letter.toLowerCase(Locale.ROOT)), "token of " + role);
            assertAnswer(row, session, row.who().contains(letter), role);
        }
    }

    private static void assertAnswer(Row row, String token, boolean allowed, String who)
            throws IOException, InterruptedException {
        int status = status(row.route(), token);
        if (allowed) {
            assertThat(status).as("%s: %s", who, row.route()).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(status).as("%s: %s", who, row.route()).isEqualTo(403);
        }
    }

    /// Only the head of the answer: the stream of changes has no end.
    private static int status(String route, String token) throws IOException, InterruptedException {
        String[] parts = route.split(" ");
        String path = parts[1].replaceAll("\\{[^}]*Id}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{[^}]*}", "x");
        boolean bare = parts[0].equals("GET") || parts[0].equals("DELETE");
        HttpRequest request = HttpRequest.newBuilder(URI.create(CENTER.url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", path.endsWith("/bundle") ? "application/octet-stream" : "application/json")
                .method(
                        parts[0],
                        bare ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<InputStream> response = CENTER.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }
}
