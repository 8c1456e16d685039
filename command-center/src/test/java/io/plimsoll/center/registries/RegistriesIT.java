package io.plimsoll.center.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.server.database.Database;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Registries as administrators keep them. This Center has no program that asks them.
class RegistriesIT {
    private static final String SECRET = "hunter2-of-the-registry";
    private static final ContractSchema SCHEMA = new ContractSchema();

    private static TestCenter center;

    @BeforeAll
    static void start() {
        center = TestCenter.start();
    }

    @AfterAll
    static void stop() {
        center.close();
    }

    private static Answer call(String method, String path, Object body) {
        return center.call(
                method,
                "/api/v1" + path,
                center.administrator(),
                body.equals("") ? "" : JsonMapper.shared().writeValueAsString(body));
    }

    private static JsonNode get(String path) {
        return call("GET", path, "").json();
    }

    private static Map<String, Object> draft(String name, Object... more) {
        return with(new TreeMap<>(Map.of("name", name, "kind", "oci", "address", "registry.example.com")), more);
    }

    private static Map<String, Object> with(Map<String, Object> draft, Object... more) {
        for (int i = 0; i < more.length; i += 2) {
            draft.put((String) more[i], more[i + 1]);
        }
        return draft;
    }

    private static String add(Map<String, Object> draft) {
        Answer answer = call("POST", "/registries", draft);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static String withPassword(String name) {
        return add(draft(name, "user", "reader", "password", SECRET));
    }

    private static String ofDatabase(String sql) {
        try (Connection connection = center.database().asService();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inDatabase(String sql) {
        try (Connection connection = center.database().asService();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofManyWhoTakeOneNameAtOnceOneGetsItAndTheOthersAreTold() throws InterruptedException {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> callers = IntStream.range(0, 6)
                .mapToObj(_ -> Thread.startVirtualThread(() -> answers.add(call("POST", "/registries", draft("race")))))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> answer.code().equals("registry-exists"));
    }

    @Test
    void addsShowsChangesAndRemovesARegistry() {
        String id = add(draft("crud", "kind", "harbor", "tagsOut", List.of("*-test"), "newest", 5, "everyMinutes", 60));
        JsonNode page = get("/registries?query=CRUD");
        assertThat(SCHEMA.mistakes("RegistryPage", page)).isEmpty();
        JsonNode shown = page.path("items").path(0);
        assertThat(shown.path("id").asString()).isEqualTo(id);
        assertThat(shown.path("kind").asString()).isEqualTo("harbor");
        assertThat(shown.path("newest").asInt()).isEqualTo(5);
        assertThat(shown.path("hasPassword").asBoolean()).isFalse();

        assertThat(call("PUT", "/registries/" + id, draft("crud", "tagsIn", List.of("v*")))
                        .status())
                .isEqualTo(200);
        JsonNode changed = get("/registries/" + id);
        assertThat(SCHEMA.mistakes("Registry", changed)).isEmpty();
        assertThat(changed.path("tagsIn").path(0).asString()).isEqualTo("v*");
        assertThat(changed.has("newest")).isFalse();

        assertThat(call("DELETE", "/registries/" + id, "").status()).isEqualTo(204);
        assertThat(call("GET", "/registries/" + id, "").code()).isEqualTo("registry-unknown");
        assertThat(call("PUT", "/registries/" + id, draft("crud")).code()).isEqualTo("registry-unknown");
        assertThat(get("/audit-events?type=registry&query=crud").path("items"))
                .extracting(event -> event.path("type").asString())
                .containsExactly("registry.deleted", "registry.changed", "registry.changed");
    }

    @Test
    void givesRegistriesPageByPage() {
        add(draft("paged-a"));
        add(draft("paged-b"));
        JsonNode first = get("/registries?query=paged&limit=1");
        assertThat(first.at("/total/value").asInt()).isEqualTo(2);
        JsonNode second = get(
                "/registries?query=paged&limit=1&cursor=" + first.path("next").asString());
        assertThat(second.at("/items/0/name").asString()).isEqualTo("paged-b");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void takesANameOnlyOnce() {
        add(draft("twice"));
        assertThat(call("POST", "/registries", draft("twice")).code()).isEqualTo("registry-exists");
    }

    @Test
    void namesAllMistakesAtOnce() {
        Answer answer = call(
                "POST",
                "/registries",
                draft(
                        " ",
                        "kind",
                        "ghcr",
                        "address",
                        "https://registry.example.com/path",
                        "user",
                        "a:b",
                        "authority",
                        "no certificate",
                        "tagsIn",
                        List.of(""),
                        "newest",
                        0));
        assertThat(answer.code()).isEqualTo("registry-invalid");
        assertThat(answer.json().path("mistakes").toString())
                .contains("'name'", "'address'", "'named'", "'user'", "'authority'", "'tagsIn'", "'newest'");
        assertThat(answer.json().path("mistakes")).hasSize(7);
    }

    @Test
    void aPasswordIsInNoAnswerNoEventAndNoRow() {
        String id = withPassword("secretive");
        String answers = get("/registries/" + id).toString()
                + get("/registries")
                + get("/audit-events?limit=500")
                + call("PUT", "/registries/" + id, draft("secretive", "user", "reader"))
                        .json()
                + call("POST", "/registry-tests?registryId=" + id, draft("secretive", "user", "reader"))
                        .json()
                + ofDatabase("select string_agg(r::text, '') from registry r")
                + ofDatabase("select string_agg(e::text, '') from audit_event e");
        assertThat(answers).contains("\"hasPassword\":true").doesNotContain(SECRET);
    }

    @Test
    void aMistakeBesideAPasswordDoesNotTellIt() {
        Answer answer = call("POST", "/registries", draft("x", "kind", "?", "user", "", "password", SECRET));
        Answer unknown = call("POST", "/registries", draft("x", "password", Map.of("value", SECRET)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(answer.response().body() + unknown.response().body()).doesNotContain(SECRET);
    }

    @Test
    void aPasswordThatIsKeptGoesNowhereElse() {
        String id = withPassword("faithful");
        Object[][] elsewhere = {
            {"address", "evil.example.com"},
            {"plainHttp", true},
            {"tokenServers", List.of("evil.example.com")},
            {"user", "b"}
        };
        for (Object[] change : elsewhere) {
            Map<String, Object> draft = draft("faithful", "user", "reader");
            draft.put((String) change[0], change[1]);
            assertThat(call("PUT", "/registries/" + id, draft).code())
                    .as(draft.toString())
                    .isEqualTo("registry-password-needed");
            assertThat(call("POST", "/registry-tests?registryId=" + id, draft).code())
                    .isEqualTo("registry-password-needed");
        }
        assertThat(call("PUT", "/registries/" + id, draft("faithful", "user", "reader", "newest", 3))
                        .status())
                .isEqualTo(200);
    }

    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";

    private static Map<String, Object> ofEcr(String name, Object... more) {
        return with(draft(name, "kind", "ecr", "address", ECR, "user", KEY), more);
    }

    @Test
    void takesAnAccessKeyForARegistryOfEcrOnly() {
        Answer answer = call(
                "POST",
                "/registries",
                ofEcr(
                        "ecr",
                        "address",
                        "evil.example.com",
                        "plainHttp",
                        true,
                        "user",
                        "somebody",
                        "password",
                        "with space " + SECRET,
                        "sessionToken",
                        "two\nlines"));
        assertThat(answer.code()).isEqualTo("registry-invalid");
        assertThat(answer.json().path("mistakes").toString())
                .contains("'address'", "'plainHttp'", "'user'", "'password'", "'sessionToken'")
                .doesNotContain(SECRET, "two");
        assertThat(call("POST", "/registries", ofEcr("ecr", "sessionToken", SECRET))
                        .json()
                        .path("mistakes")
                        .toString())
                .contains("'sessionToken' goes with the 'password'");
        assertThat(call("POST", "/registries", draft("oci", "user", "a", "password", "b", "sessionToken", "c"))
                        .json()
                        .path("mistakes")
                        .toString())
                .contains("'sessionToken' goes with an access key");
        assertThat(call("POST", "/registries", ofEcr("ecr"))
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("give the secret access key of '" + KEY + "'");
    }

    @Test
    void anAccessKeyIsKeptForAwsAloneAndItsTokenWithIt() {
        String id = add(ofEcr("keyed", "password", SECRET, "sessionToken", SECRET + "2"));
        assertThat(call("PUT", "/registries/" + id, ofEcr("keyed", "newest", 3)).status())
                .isEqualTo(200);
        assertThat(call("PUT", "/registries/" + id, draft("keyed", "address", ECR, "user", KEY))
                        .code())
                .as("as the password of another kind it would go to the registry")
                .isEqualTo("registry-password-needed");
        assertThat(get("/registries/" + id)
                        + ofDatabase("select string_agg(r::text, '') from registry r")
                        + ofDatabase("select string_agg(e::text, '') from audit_event e"))
                .contains(KEY)
                .doesNotContain(SECRET);

        inDatabase("update registry set kind = 'oci' where id = '" + id + "'");
        Registry changed = center.part(Database.class)
                .read(transaction -> RegistryStore.find(transaction, UUID.fromString(id)))
                .orElseThrow()
                .registry();
        assertThatThrownBy(() -> center.part(RegistryRequests.class).test(changed))
                .hasMessageContaining("does not open");
    }

    @Test
    void aPasswordOfEcrThatSomebodyElseRenewsIsTakenToo() {
        add(ofEcr("renewed-outside", "user", "AWS", "password", SECRET));
    }

    @Test
    void aPasswordDoesNotOpenWhenItsRowWasChangedBehindOurBack() {
        String id = withPassword("tampered");
        RegistryRequests requests = center.part(RegistryRequests.class);
        inDatabase("update registry set address = 'evil.example.com' where id = '" + id + "'");
        Registry changed = center.part(Database.class)
                .read(transaction -> RegistryStore.find(transaction, UUID.fromString(id)))
                .orElseThrow()
                .registry();
        assertThatThrownBy(() -> requests.test(changed))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("does not open")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void saysThatThisCenterHasNoProgram() {
        JsonNode answer = call("POST", "/registry-tests", draft("none")).json();
        assertThat(SCHEMA.mistakes("RegistryTest", answer)).isEmpty();
        assertThat(answer.path("works").asBoolean()).isFalse();
        assertThat(answer.path("message").asString()).contains("--registry-program");
    }

    private static Answer announce(String path, String body) {
        return announce(path, "application/vnd.docker.distribution.events.v1+json", body);
    }

    private static Answer announce(String path, String type, String body) {
        return center.send(
                HttpRequest.newBuilder(URI.create(center.url() + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                "");
    }

    @Test
    void queuesWhatARegistryAnnouncesAsFarAsItIsWanted() {
        String id = add(draft("hooked", "repositoriesIn", List.of("shop/*"), "tagsOut", List.of("*-test")));
        String path = call("POST", "/registries/" + id + "/webhook", "")
                .json()
                .path("path")
                .asString();
        String notice = """
                {"events":[{"action":"push","target":{"repository":"shop/web","tag":"2"}},
                 {"action":"pull","target":{"repository":"shop/web","tag":"3"}},
                 {"action":"push","target":{"repository":"shop/web","tag":"2-test"}},
                 {"action":"push","target":{"repository":"other/web","tag":"1"}}]}""";
        assertThat(announce(path, notice).status()).isEqualTo(202);
        assertThat(announce(path, notice).status()).isEqualTo(202);
        JsonNode queue = get("/scan-queue?registry=" + id);
        assertThat(SCHEMA.mistakes("ScanJobPage", queue)).isEmpty();
        assertThat(queue.path("items"))
                .extracting(job -> job.path("repository").asString() + ":"
                        + job.path("tag").asString() + " " + job.path("reason").asString() + " "
                        + job.path("state").asString())
                .containsExactly("shop/web:2 push waiting");
        assertThat(announce(path, "no JSON").code()).isEqualTo("request-invalid");
        assertThat(announce(path, "application/octet-stream", notice).status()).isEqualTo(415);
        assertThat(announce(path, "application/json", " ".repeat(1 << 20) + notice)
                        .status())
                .isEqualTo(413);

        assertThat(call("DELETE", "/registries/" + id + "/webhook", "").status())
                .isEqualTo(204);
        assertThat(announce(path, notice).code()).isEqualTo("webhook-unknown");
        assertThat(announce("/api/v1/registry-pushes/x", notice).code()).isEqualTo("webhook-unknown");
        assertThat(get("/audit-events?limit=500").toString()).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
    }
}
