package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Network;
import io.plimsoll.api.enforcer.v1.Port;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.center.images.SevereNews;
import io.plimsoll.center.notifications.Notifications;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.DatabaseFailure;
import io.plimsoll.center.server.database.LabelScope;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Somebody of the role `readers-a`, held to `team=a`, meets the things of team B through every route of the contract.
/// A route that is neither covered here nor closed to such roles fails the test.
class LabelScopeIT {
    private static final TestImage A = new TestImage("aaa/app:1", "4.17.11");
    private static final TestImage B = new TestImage("bobby.example/app:1", "4.17.10");
    private static final TestImage SHARED = new TestImage("shared/app:1", "4.17.9");
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /// Routes that show what carries the labels, and what they answer about a thing of team B: a list without it, or
    /// that there is no such thing, of one or of a selection.
    private static final String WITHIN_LABELS = """
            GET /audit-events                       list
            GET /audit-events/histogram             list
            GET /containers                         list
            GET /containers/{containerId}           container-unknown
            GET /dashboard                          list
            GET /exceptions                         list
            GET /hosts                              list
            GET /hosts/{hostId}                     host-unknown
            GET /images                             list
            GET /image-registries                   list
            GET /images/export                      list
            GET /images/{imageId}                   image-unknown
            GET /images/{imageId}/advice            image-unknown
            GET /images/{imageId}/findings          image-unknown
            GET /images/{imageId}/package-counts    image-unknown
            GET /images/{imageId}/packages          image-unknown
            GET /images/{imageId}/executables       image-unknown
            GET /intelligence/changes               list
            GET /labels                             list
            GET /networks                           list
            GET /networks/{networkId}               network-unknown
            GET /notifications                      list
            GET /packages                           list
            GET /services                           list
            GET /services/{name}                    service-unknown
            GET /vulnerabilities                    list
            POST /images/rescan                     selection
            POST /images/{imageId}/rescan           image-unknown
            """;

    /// Routes that reach nothing which carries labels, and why.
    private static final Map<String, String> OUTSIDE_OF_LABELS = Map.ofEntries(
            Map.entry("GET /roles", "those that are built in, and the own one"),
            Map.entry("GET /sessions", "the own ones"),
            Map.entry("GET /sessions/current", "the own one"),
            Map.entry("DELETE /sessions/current", "the own one"),
            Map.entry("DELETE /sessions/{sessionId}", "an own one"),
            Map.entry("GET /api-tokens", "the own ones"),
            Map.entry("POST /api-tokens", "held to the same labels"),
            Map.entry("DELETE /api-tokens/{tokenId}", "an own one"),
            Map.entry("GET /saved-views", "the own ones"),
            Map.entry("POST /saved-views", "an own one"),
            Map.entry("PUT /saved-views/{savedViewId}", "an own one"),
            Map.entry("DELETE /saved-views/{savedViewId}", "an own one"),
            Map.entry("PUT /users/current/password", "the own one"),
            Map.entry("GET /users/current/second-factor", "the own one"),
            Map.entry("POST /users/current/second-factor", "the own one"),
            Map.entry("PUT /users/current/second-factor", "the own one"),
            Map.entry("POST /users/current/second-factor/removal", "the own one"),
            Map.entry("PUT /notifications/read", "what the caller has seen"),
            Map.entry("GET /intelligence", "what is known to the world"),
            Map.entry("GET /intelligence/bundle", "what is known to the world"),
            Map.entry("GET /live", "names of lists at every heartbeat, whether they changed or not"));

    private static TestCenter center;
    private static TestEnforcer ofA;
    private static TestEnforcer ofB;
    private static TestEnforcer ofNobody;
    private static Map<String, String> hosts;
    private static String reader;
    private static String network;
    private static String exception;

    @BeforeAll
    static void start() {
        center = TestCenter.start();
        center.importBundle(new TestBundle().trustedBy(center).built(Instant.parse("2026-11-01T00:00:00Z"), "4.17.12"));
        ofA = host("aaa-host", A);
        ofB = host("bobby-host", B);
        ofNobody = host("other-host", SHARED);
        containers(ofA, container("c-aaa", A));
        containers(ofB, container("c-bobby", B));
        containers(ofNobody, reached("c-shared-1", SHARED), reached("c-shared-2", SHARED));
        refusal(ofA, "c-aaa");
        refusal(ofB, "c-bobby");
        center.await("/api/v1/containers", page -> page.at("/total/value").asInt() == 4);
        hosts = get("/hosts", center.administrator())
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(
                        host -> host.path("name").asString(),
                        host -> host.path("id").asString()));
        network = get("/networks?query=bobby-net", center.administrator())
                .at("/items/0/id")
                .asString();
        label("network/" + network, "note", "bobby");
        label("network/" + networkOf("common", "aaa-host"), "wire", "card");
        label("network/" + networkOf("empty", "other-host"), "wire", "spare");
        label("host/" + hosts.get("aaa-host"), "team", "a");
        label("host/" + hosts.get("bobby-host"), "team", "bobby");
        label("container/c-bobby", "note", "bobby");
        service("everyone", "aaa/*", "bobby.example/*", "shared/*");
        service("bobby-shop", "bobby.example/*");
        label("service/bobby-shop", "note", "bobby");
        label("image/" + B.id(), "note", "bobby");
        label("container/c-shared-1", "team", "a");
        label("container/c-shared-1", "tier", "front");
        assertThat(saveView(center.administrator(), "bobby", true).status()).isEqualTo(201);
        accept("bobby.example/*");
        accept("aaa/*");
        change(A, "CVE-AAA");
        change(B, "CVE-BOBBY");
        exception = center.await(
                        "/api/v1/exceptions",
                        page -> page.path("items")
                                .valueStream()
                                .allMatch(each -> each.path("images").asInt() == 1))
                .path("items")
                .valueStream()
                .filter(each -> each.toString().contains("bobby"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        told("CVE-BOBBY", B);
        told("CVE-ALL", B, SHARED, A);
        ends(exception, "bobby");
        center.await(
                "/api/v1/vulnerabilities",
                page -> page.at("/items/0/runningContainers").asInt() == 4);
        center.await("/api/v1/dashboard", board -> board.path("recentRefusals").size() == 2);
        reader = person("reader-a", role("readers-a", "team=a"));
    }

    @AfterAll
    static void stop() {
        List.of(ofA, ofB, ofNobody).forEach(TestEnforcer::close);
        center.close();
    }

    // What team A meets

    @Test
    void everyRouteOfTheContractIsCoveredOrClosed() {
        Set<String> open = new TreeSet<>(OUTSIDE_OF_LABELS.keySet());
        within().keySet().forEach(open::add);
        assertThat(routes()).containsAll(open);
        String all = personOfEverything();
        for (String route : routes()) {
            if (!open.contains(route)) {
                Answer answer = call(route, all);
                assertThat(answer.status()).as(route).isEqualTo(403);
                assertThat(answer.code()).as(route).isEqualTo("beyond-label-scope");
            }
        }
        assertThat(center.get("/api/v1/audit-events?type=user.forbidden", center.administrator())
                        .response()
                        .body())
                .contains("held to team=a");
    }

    @Test
    void noRouteShowsAnythingOfTeamB() {
        within().forEach((route, expected) -> {
            Answer answer = call(route, reader);
            if (expected.equals("list")) {
                assertThat(answer.status()).as(route).isEqualTo(200);
                assertNothingOfB(route, answer);
            } else if (expected.equals("selection")) {
                assertThat(answer.json().path("done").asInt()).as(route).isZero();
                assertThat(answer.json().at("/failed/0/code").asString())
                        .as(route)
                        .isEqualTo("image-unknown");
            } else {
                assertThat(answer.status()).as(route).isEqualTo(404);
                assertThat(answer.code()).as(route).isEqualTo(expected);
                assertThat(answer.json().path("detail").asString())
                        .as("as if it were not there: %s", route)
                        .isEqualTo(call(route, person("reader-none", role("readers-none", "team=none")))
                                .json()
                                .path("detail")
                                .asString());
            }
        });
        for (String route : OUTSIDE_OF_LABELS.keySet()) {
            if (route.startsWith("GET") && !route.endsWith("/live")) {
                assertNothingOfB(route, call(route, reader));
            }
        }
    }

    /// Without this the test above would pass where there is nothing to see.
    @Test
    void anAdministratorSeesItAll() {
        within().forEach((route, expected) -> {
            Answer answer = call(route, center.administrator());
            assertThat(answer.status()).as(route).isIn(200, 202);
            if (expected.equals("list") && !route.endsWith("histogram") && !route.endsWith("vulnerabilities")) {
                assertThat(answer.response().body()).as(route).containsAnyOf("bobby", "BOBBY", "4.17.10");
            }
        });
    }

    @Test
    void filtersAndCursorsLeadToNothingMore() {
        String image = B.id().toString();
        for (String path : List.of(
                "/containers?imageId=" + image,
                "/containers?hostId=" + hosts.get("bobby-host"),
                "/containers?networkId=" + network,
                "/containers?query=bobby",
                "/images?query=bobby",
                "/images?package=lodash&packageVersion=4.17.10",
                "/images?exception=" + exception,
                "/hosts?query=bobby",
                "/networks?query=bobby",
                "/networks?hostId=" + hosts.get("bobby-host"),
                "/networks?label=note",
                "/packages?version=4.17.10",
                "/services?query=bobby",
                "/labels?kind=image&id=" + image,
                "/labels?kind=host&id=" + hosts.get("bobby-host"),
                "/labels?kind=network&id=" + network,
                "/exceptions?image=" + image,
                "/audit-events?image=" + image,
                "/audit-events?container=c-bobby",
                "/audit-events?host=bobby-host",
                "/audit-events?query=bobby",
                "/audit-events?actor=admin&query=bobby",
                "/audit-events?from=2020-01-01T00:00:00Z&query=bobby")) {
            JsonNode page = get(path, reader);
            assertThat(page.path("items")).as(path).isEmpty();
            assertThat(page.at("/total/value").asInt()).as(path).isZero();
        }
        for (String list : List.of("/containers", "/images", "/hosts", "/networks", "/labels", "/audit-events")) {
            assertThat(get(list + "?limit=1", center.administrator()).has("next"))
                    .as(list)
                    .isTrue();
            String next = "";
            do {
                JsonNode page = get(list + "?limit=1" + next, reader);
                assertThat(page.toString().toLowerCase(Locale.ROOT)).as(list).doesNotContain("bobby");
                next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
            } while (!next.isEmpty());
        }
    }

    // What is theirs

    @Test
    void showsWhatCarriesTheLabelsAndWhatItIsMadeOfAndRunsOn() {
        assertThat(names("/containers", reader)).containsExactly("c-aaa", "c-shared-1");
        assertThat(names("/images", reader)).containsExactly("aaa/app:1", "shared/app:1");
        assertThat(names("/hosts", reader)).containsExactly("aaa-host", "other-host");
        assertThat(names("/networks", reader)).containsExactly("aaa-net", "common", "common", "shared-net");
        assertThat(uses(reader)).containsExactly("1 of 1", "1 of 1", "1 of 1", "1 of 1");
        assertThat(uses(center.administrator())).startsWith("1 of 1", "1 of 1").endsWith("0 of 0", "2 of 2");
        assertThat(get("/containers", reader).at("/total/value").asInt()).isEqualTo(2);
        assertThat(get("/images/" + A.id() + "/packages", reader).path("items")).hasSize(1);
        assertThat(get("/images/" + A.id() + "/findings", reader).path("items")).hasSize(1);
        assertThat(get("/images/" + SHARED.id(), reader)
                        .at("/runningContainers")
                        .asInt())
                .as("the second one is not of team A")
                .isEqualTo(1);
        JsonNode other = get("/hosts/" + hosts.get("other-host"), reader);
        assertThat(other.path("containers").asInt()).isEqualTo(1);
        assertThat(get("/audit-events?type=label", reader)
                        .path("items")
                        .valueStream()
                        .map(event -> event.at("/object/name").asString()))
                .contains("aaa-host", "c-shared-1")
                .doesNotContain("bobby-host", "c-bobby", "bobby.example/app:1", "other-host");
        assertThat(call("POST /images/{imageId}/rescan", center.administrator()).status())
                .isEqualTo(202);
        assertThat(center.call("POST", "/api/v1/images/" + A.id() + "/rescan", reader, "")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aRoleCanStandOnANetwork() {
        String card = person("wired", role("wired", "wire=card"));
        assertThat(names("/containers", card)).containsExactly("c-aaa");
        assertThat(names("/hosts", card)).containsExactly("aaa-host");
        assertThat(names("/networks", card)).containsExactly("aaa-net", "common");
        assertThat(get("/labels?kind=network", card).path("items")).hasSize(1);
        String spare = person("spare", role("spare", "wire=spare"));
        assertThat(names("/containers", spare)).isEmpty();
        assertThat(names("/hosts", spare)).as("where the network is").containsExactly("other-host");
        assertThat(names("/networks", spare)).containsExactly("empty");
        assertThat(uses(spare)).containsExactly("0 of 0");
    }

    @Test
    void countsWithinTheLabelsOnly() {
        assertThat(get("/vulnerabilities", center.administrator())
                        .at("/items/0/images")
                        .asInt())
                .isEqualTo(3);
        JsonNode one = get("/vulnerabilities", reader).path("items").path(0);
        assertThat(one.path("images").asInt()).isEqualTo(2);
        assertThat(one.path("runningContainers").asInt()).isEqualTo(2);
        assertThat(one.path("acceptedImages").asInt()).isEqualTo(1);
        assertThat(get("/packages", reader)
                        .path("items")
                        .valueStream()
                        .map(p -> p.path("version").asString() + " " + p.path("images") + " "
                                + p.path("runningContainers")))
                .containsExactlyInAnyOrder("4.17.11 1 1", "4.17.9 1 1");
        String none = readerOfNothing();
        for (String list : List.of(
                "/containers", "/images", "/hosts", "/packages", "/vulnerabilities", "/audit-events", "/labels")) {
            assertThat(get(list, none).at("/total/value").asInt()).as(list).isZero();
        }
        int all = events(get("/audit-events/histogram", center.administrator()));
        assertThat(events(get("/audit-events/histogram", reader))).isPositive().isLessThan(all);
        assertThat(events(get("/audit-events/histogram", none))).isZero();
    }

    @Test
    void theDashboardCountsWithinTheLabelsOnly() {
        JsonNode all = get("/dashboard", center.administrator());
        JsonNode ofA = get("/dashboard", reader);
        JsonNode ofTeamB = get("/dashboard", readerOfB());
        JsonNode ofNone = get("/dashboard", readerOfNothing());
        assertThat(numbers(all)).isEqualTo("images 3, running 4, hosts 3 3, unfixed 2 2, critical 1");
        assertThat(numbers(ofA)).isEqualTo("images 2, running 2, hosts 2 2, unfixed 1 1, critical 1");
        assertThat(numbers(ofTeamB)).isEqualTo("images 1, running 1, hosts 1 1, unfixed 0 0, critical 1");
        assertThat(numbers(ofNone)).isEqualTo("images 0, running 0, hosts 0 0, unfixed 0 0, critical 0");
        assertThat(refusals(all)).containsExactlyInAnyOrder("c-aaa", "c-bobby");
        assertThat(refusals(ofA)).containsExactly("c-aaa");
        assertThat(refusals(ofTeamB)).containsExactly("c-bobby");
        assertThat(refusals(ofNone)).isEmpty();
        for (String ofEverything : List.of("trend", "pci", "requirements")) {
            assertThat(all.has(ofEverything)).as(ofEverything).isTrue();
            assertThat(ofA.has(ofEverything)).as(ofEverything).isFalse();
        }
        assertThat(new ContractSchema().mistakes("Dashboard", ofA)).isEmpty();
    }

    @Test
    void theFeedTellsOfWhatRunsWithinTheLabels() {
        JsonNode all = get("/notifications", center.administrator());
        assertThat(feed(all))
                .containsExactly(
                        "exception-ends CVE-2019-10744 1 0 ",
                        "found CVE-ALL 3 4 bobby.example/app:1",
                        "found CVE-BOBBY 1 1 bobby.example/app:1");
        JsonNode feed = get("/notifications", reader);
        assertThat(feed(feed)).containsExactly("found CVE-ALL 2 2 aaa/app:1");
        assertThat(feed.at("/total/value").asInt()).isEqualTo(1);
        assertThat(feed.path("unread").asInt()).isEqualTo(1);
        assertThat(new ContractSchema().mistakes("NotificationPage", feed)).isEmpty();
        assertThat(feed(get("/notifications", readerOfB())))
                .containsExactly(
                        "exception-ends CVE-2019-10744 1 0 ",
                        "found CVE-ALL 1 1 bobby.example/app:1",
                        "found CVE-BOBBY 1 1 bobby.example/app:1");
        assertThat(get("/notifications", readerOfNothing()).path("unread").asInt())
                .isZero();

        label("container/c-bobby", "only", "container");
        label("image/" + B.id(), "only", "image");
        assertThat(countWithin("only=image", "select count(*) from notification where exception_id is null"))
                .as("somebody else's containers run of it")
                .isZero();
        assertThat(countWithin("only=image", "select count(*) from notification"))
                .isEqualTo(1);

        Answer seen = center.call(
                "PUT", "/api/v1/notifications/read", reader, "{\"upTo\":" + feed.at("/items/0/number") + "}");
        assertThat(seen.status()).as(seen.response().body()).isEqualTo(204);
        assertThat(get("/notifications", reader).path("unread").asInt()).isZero();
        assertThat(get("/notifications", reader).at("/items/0/read").asBoolean())
                .isTrue();
        assertThat(get("/notifications", readerOfB()).path("unread").asInt()).isEqualTo(3);
    }

    @Test
    void aServiceIsWhatOfItCarriesTheLabels() {
        assertThat(names("/services", center.administrator())).containsExactly("bobby-shop", "everyone");
        assertThat(names("/services", reader)).containsExactly("everyone");
        assertThat(names("/services", readerOfB())).containsExactly("bobby-shop", "everyone");
        assertThat(names("/services", readerOfNothing())).isEmpty();
        JsonNode all = get("/services/everyone", center.administrator());
        JsonNode ofA = get("/services/everyone", reader);
        assertThat(members(all)).isEqualTo("4 of 4, images 3");
        assertThat(members(ofA)).isEqualTo("2 of 2, images 2");
        assertThat(members(get("/services/everyone", readerOfB()))).isEqualTo("1 of 1, images 1");
        assertThat(ofA.at("/worst/name").asString()).isIn("aaa/app:1", "shared/app:1");
        assertThat(all.has("selection")).isTrue();
        assertThat(ofA.has("selection")).as("it names images of team B").isFalse();
        assertThat(new ContractSchema().mistakes("Service", ofA)).isEmpty();
        assertNothingOfB("GET /services/everyone", center.get("/api/v1/services/everyone", reader));
    }

    @Test
    void allLabelsHaveToHoldAndTheNearestCounts() {
        assertThat(names("/containers", person("front", role("front", "team=a", "tier=front"))))
                .containsExactly("c-shared-1");
        label("container/c-aaa", "zone", "near");
        label("host/" + hosts.get("aaa-host"), "zone", "far");
        assertThat(names("/containers", person("far", role("far", "zone=far")))).isEmpty();
        assertThat(names("/containers", person("near", role("near", "zone=near"))))
                .containsExactly("c-aaa");
        label("container/c-bobby", "pci-scope", "out");
        label("host/" + hosts.get("bobby-host"), "pci-scope", "cde");
        assertThat(names("/containers", person("cde", role("cde", "pci-scope=cde"))))
                .as("the most sensitive counts")
                .containsExactly("c-bobby");
        assertThat(names("/containers", person("out", role("out", "pci-scope=out"))))
                .isEmpty();
    }

    @Test
    void viewsAreTheOwnOnesAndStayTheOwn() {
        assertThat(saveView(reader, "aaa", true).code()).isEqualTo("saved-view-not-shareable");
        assertThat(saveView(reader, "aaa", false).status()).isEqualTo(201);
        assertThat(names("/saved-views", reader)).containsExactly("of aaa");
        assertThat(names("/saved-views", center.administrator())).containsExactly("of bobby");
    }

    // What is given

    @Test
    void aTokenIsHeldToTheLabelsOfItsOwnerAndOfItsRole() {
        String token = token(reader, "own", "readers-a");
        assertThat(names("/containers", token)).containsExactly("c-aaa", "c-shared-1");
        assertThat(get("/sessions/current", token).path("labelScope").toString())
                .isEqualTo("[\"team=a\"]");
        role("of-b", "team=bobby");
        assertThat(names("/containers", token(center.administrator(), "b", "of-b")))
                .containsExactly("c-bobby");
        assertThat(names("/containers", token(reader, "other", "of-b")))
                .as("both hold, and nothing carries both")
                .isEmpty();
        Answer tooMuch = center.call(
                "POST",
                "/api/v1/api-tokens",
                reader,
                "{\"name\":\"x\",\"role\":\"auditor\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(60) + "\"}");
        assertThat(tooMuch.code()).isEqualTo("api-token-too-mighty");
    }

    @Test
    void aChangedRoleHoldsAtOnceForOpenSessions() {
        String session = person("changing", role("changing", "team=bobby"));
        String image = "/api/v1/images/" + B.id();
        assertThat(center.get(image, session).status()).isEqualTo(200);
        put("changing", "[\"images.read\"]", "[\"team=a\"]", 200);
        assertThat(center.get(image, session).status()).isEqualTo(404);
        put("changing", "[\"hosts.read\"]", "[\"team=bobby\"]", 200);
        assertThat(center.get(image, session).code()).isEqualTo("forbidden");
        assertThat(names("/hosts", session)).containsExactly("bobby-host");
    }

    // What the database itself holds

    @Test
    void theDatabaseShowsScopedReadersNoTableThatItDoesNotNarrow() {
        Database database = center.part(Database.class);
        assertThat(database.<List<String>>read(transaction -> transaction.list(
                        row -> row.text("name"),
                        "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname = 'plimsoll' and c.relkind in ('r', 'p', 'v', 'm')"
                                + " and has_any_column_privilege('plimsoll_scoped', c.oid, 'select')"
                                + " and not c.relrowsecurity")))
                .containsExactly("enforcer_now");
        assertThat(database.<List<String>>read(transaction -> transaction.list(
                        row -> row.text("name"),
                        "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname in ('plimsoll', 'narrowed') and c.relkind in ('r', 'p', 'v', 'm')"
                                + " and has_table_privilege('plimsoll_scoped', c.oid, 'insert, update, delete')")))
                .isEmpty();
        LabelScope.of(List.of("team=a")).enter();
        try {
            assertThatThrownBy(() -> database.read(t -> t.number("select count(*) from app_user")))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("permission denied");
            assertThat(database.<Long>read(t -> t.number("select count(*) from container")))
                    .isEqualTo(2);
        } finally {
            LabelScope.leave();
        }
        assertThat(database.<Long>read(t -> t.number("select count(*) from container")))
                .as("nothing of it is left on the connection")
                .isEqualTo(4);
    }

    // How it is made

    private static TestEnforcer host(String name, TestImage image) {
        TestEnforcer enforcer = TestEnforcer.enrol(center, name).connect().describe(name, "machine-" + name);
        enforcer.list(image.listed("scanned"));
        center.await(
                "/api/v1/images?query=" + image.name(),
                page -> page.at("/total/value").asInt() == 1);
        enforcer.upload(image.id().toString(), image.inventory());
        return enforcer;
    }

    private static Container.Builder container(String id, TestImage image) {
        return Container.newBuilder()
                .setId(id)
                .setName(id)
                .setImageId(image.id().toString())
                .setImageName(image.name())
                .setState("running")
                .setExecGate("none")
                .addNetworks(image.name().split("[/.]")[0] + "-net")
                .addNetworks("common");
    }

    /// How many containers run on each network, of those that are on it.
    private static String networkOf(String name, String host) {
        return get("/networks?query=" + name + "&hostId=" + hosts.get(host), center.administrator())
                .at("/items/0/id")
                .asString();
    }

    private static List<String> uses(String token) {
        return get("/networks", token)
                .path("items")
                .valueStream()
                .map(each -> each.path("runningContainers") + " of " + each.path("containers"))
                .toList();
    }

    /// One that others than its host reach.
    private static Container.Builder reached(String id, TestImage image) {
        return container(id, image)
                .addPorts(Port.newBuilder()
                        .setAddress("0.0.0.0")
                        .setPublished(8080)
                        .setPort(80)
                        .setProtocol("tcp"));
    }

    private static void refusal(TestEnforcer enforcer, String container) {
        enforcer.say(FromEnforcer.newBuilder()
                .setEvents(Events.newBuilder()
                        .setSpoolId("refusals")
                        .addEvents(TestEnforcer.event(1).setObjectId(container))));
    }

    private static void containers(TestEnforcer enforcer, Container.Builder... containers) {
        ContainersReport.Builder report = ContainersReport.newBuilder();
        Arrays.stream(containers).forEach(report::addContainers);
        Stream.concat(
                        Stream.of("empty"),
                        Arrays.stream(containers).flatMap(container -> container.getNetworksList().stream()))
                .distinct()
                .forEach(name -> report.addNetworks(Network.newBuilder().setName(name)));
        enforcer.say(FromEnforcer.newBuilder().setContainers(report));
    }

    private static void label(String asset, String key, String value) {
        Answer answer = center.call(
                "PUT", "/api/v1/labels/" + asset + "/" + key, center.administrator(), "{\"value\":\"" + value + "\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static void service(String name, String... images) {
        Answer answer = center.call(
                "POST",
                "/api/v1/services",
                center.administrator(),
                "{\"name\":\"" + name + "\",\"images\":["
                        + Arrays.stream(images).map(i -> "\"" + i + "\"").collect(Collectors.joining(",")) + "]}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    private static String members(JsonNode service) {
        return service.path("running") + " of " + service.path("containers") + ", images " + service.path("images");
    }

    private static Answer saveView(String token, String query, boolean shared) {
        return center.call(
                "POST",
                "/api/v1/saved-views",
                token,
                "{\"page\":\"images\",\"name\":\"of " + query + "\",\"query\":\"query=" + query + "\",\"shared\":"
                        + shared + "}");
    }

    private static void accept(String image) {
        Answer answer = center.call(
                "POST",
                "/api/v1/exceptions",
                center.administrator(),
                "{\"finding\":\"CVE-2019-10744\",\"scope\":{\"image\":\"" + image
                        + "\"},\"reason\":\"not reachable\",\"expiry\":\""
                        + LocalDate.now(ZoneOffset.UTC).plusDays(30) + "\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    private static void change(TestImage image, String advisory) {
        center.part(Database.class)
                .write(transaction -> transaction.change(
                        "insert into finding_change (image_id, at, bundle_digest, advisory, package, version, severity, field,"
                                + " before, after) values (?, now(), 'x', ?, 'lodash', ?, 'high', 'finding', '', 'x')",
                        image.id().toString(),
                        advisory,
                        image.version()));
    }

    /// A bundle shows this in these images, which run.
    private static void told(String vulnerability, TestImage... images) {
        Notifications notifications = center.part(Notifications.class);
        center.part(Database.class).write(transaction -> {
            for (TestImage image : images) {
                notifications.tell(
                        transaction,
                        new Notifications.RunningImage(
                                image.id().toString(), image.name(), image.equals(SHARED) ? 2 : 1),
                        "a-bundle",
                        List.of(new SevereNews(vulnerability, "", "critical", false)));
            }
            return true;
        });
    }

    private static void ends(String exceptionId, String reason) {
        center.part(Database.class).write(transaction -> {
            center.part(Notifications.class)
                    .tell(
                            transaction,
                            List.of(new Notifications.EndingException(
                                    UUID.fromString(exceptionId),
                                    "CVE-2019-10744",
                                    reason,
                                    LocalDate.now(ZoneOffset.UTC),
                                    1)));
            return true;
        });
    }

    private static List<String> feed(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(each -> each.path("kind").asString() + " "
                        + each.path("vulnerability").asString() + " " + each.path("images") + " "
                        + each.path("runningContainers") + " "
                        + each.path("imageName").asString(""))
                .toList();
    }

    /// A role of everything that can be held to labels.
    private static String role(String name, String... labels) {
        String permissions = get("/roles", center.administrator())
                .path("grantable")
                .valueStream()
                .filter(each -> each.path("withinLabels").asBoolean())
                .map(each -> "\"" + each.path("permission").asString() + "\"")
                .collect(Collectors.joining(","));
        Answer answer = center.call(
                "POST",
                "/api/v1/roles",
                center.administrator(),
                "{\"role\":\"" + name + "\",\"permissions\":[" + permissions + "],\"labelScope\":["
                        + Arrays.stream(labels).map(l -> "\"" + l + "\"").collect(Collectors.joining(",")) + "]}");
        if (answer.status() != 409) {
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
            assertThat(new ContractSchema().mistakes("RolePermissions", answer.json()))
                    .isEmpty();
        }
        return name;
    }

    private static void put(String role, String permissions, String labels, int expected) {
        Answer answer = center.call(
                "PUT",
                "/api/v1/roles/" + role,
                center.administrator(),
                "{\"permissions\":" + permissions + ",\"labelScope\":" + labels + "}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(expected);
    }

    private static final Map<String, String> SESSIONS = new TreeMap<>();

    private static String person(String name, String role) {
        return SESSIONS.computeIfAbsent(name, n -> {
            center.createUser(n, role);
            return center.logIn(n, TestCenter.PASSWORD);
        });
    }

    private static String readerOfB() {
        return person("reader-b", role("readers-b", "team=bobby"));
    }

    private static String readerOfNothing() {
        return person("reader-nobody", role("readers-nobody", "team=nobody"));
    }

    private static long countWithin(String label, String count) {
        LabelScope.of(List.of(label)).enter();
        try {
            return center.part(Database.class).read(transaction -> transaction.number(count));
        } finally {
            LabelScope.leave();
        }
    }

    /// Somebody whose role holds every permission, and is held to labels all the same: no route lets one make it.
    private static String personOfEverything() {
        role("everything-a", "team=a");
        String session = person("everything-a", "everything-a");
        Set<String> all = new TreeSet<>();
        get("/sessions/current", center.administrator())
                .path("permissions")
                .forEach(permission -> all.add(permission.asString()));
        center.part(Database.class)
                .write(transaction ->
                        transaction.change("update access_role set permissions = ? where name = 'everything-a'", all));
        return session;
    }

    private static String token(String session, String name, String role) {
        Answer answer = center.call(
                "POST",
                "/api/v1/api-tokens",
                session,
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(3600) + "\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json().path("secret").asString();
    }

    private static JsonNode get(String path, String token) {
        Answer answer = center.get("/api/v1" + path, token);
        assertThat(answer.status()).as(path + answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> names(String list, String token) {
        return get(list, token)
                .path("items")
                .valueStream()
                .map(each -> each.has("names")
                        ? each.at("/names/0").asString()
                        : each.path("name").asString())
                .toList();
    }

    private static String numbers(JsonNode dashboard) {
        JsonNode risk = dashboard.path("risk");
        return "images " + dashboard.at("/images/total") + ", running " + dashboard.at("/containers/running")
                + ", hosts " + dashboard.at("/hosts/connected") + " " + dashboard.at("/hosts/weak/value") + ", unfixed "
                + risk.at("/runningUnfixed/value") + " " + risk.at("/exposedUnfixed/value") + ", critical "
                + dashboard.at("/severities/critical");
    }

    private static List<String> refusals(JsonNode dashboard) {
        return dashboard
                .path("recentRefusals")
                .valueStream()
                .map(event -> event.at("/object/id").asString())
                .toList();
    }

    private static int events(JsonNode histogram) {
        return histogram
                .path("buckets")
                .valueStream()
                .mapToInt(bucket ->
                        bucket.path("success").asInt() + bucket.path("failure").asInt())
                .sum();
    }

    private static void assertNothingOfB(String route, Answer answer) {
        assertThat(answer.response().body().toLowerCase(Locale.ROOT))
                .as(route)
                .doesNotContain("bobby", "4.17.10", B.id().toString(), hosts.get("bobby-host"), exception);
    }

    private static Map<String, String> within() {
        return WITHIN_LABELS
                .lines()
                .map(line -> line.strip().split(" +"))
                .collect(Collectors.toMap(
                        words -> words[0] + " " + words[1], words -> words[2], (a, b) -> a, TreeMap::new));
    }

    private static Set<String> routes() {
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
        return routes;
    }

    /// Calls a route about things of team B.
    private static Answer call(String route, String token) {
        String[] parts = route.split(" ");
        String path = parts[1].replace("{imageId}", B.id().toString())
                .replace("{containerId}", "c-bobby")
                .replace("{hostId}", hosts.get("bobby-host"))
                .replace("{networkId}", network)
                .replace("{exceptionId}", exception)
                .replace("/services/{name}", "/services/bobby-shop")
                .replace("{kind}/{id}/{key}", "host/" + hosts.get("bobby-host") + "/team")
                .replaceAll("\\{[^}]*Id}", NOBODY)
                .replaceAll("\\{[^}]*}", "x");
        boolean bare = parts[0].equals("GET") || parts[0].equals("DELETE");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(center.url() + "/api/v1" + path))
                .header("Content-Type", path.endsWith("/bundle") ? "application/octet-stream" : "application/json")
                .method(
                        parts[0],
                        bare
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        path.equals("/images/rescan") ? "{\"images\":[\"" + B.id() + "\"]}" : "{}"));
        return center.send(request, token);
    }
}
