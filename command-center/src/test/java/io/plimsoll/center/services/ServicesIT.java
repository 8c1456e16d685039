package io.plimsoll.center.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Capability;
import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.Port;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// Services, the labels that containers inherit, and what the first page counts of them; each step on what the one
/// before left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesIT {
    private static final TestImage SHOP = new TestImage("shop/web:1", "4.17.11");
    private static final TestImage GOOD = new TestImage("good:1", "4.17.21");
    private static final ContractSchema SCHEMA = new ContractSchema();

    private static TestCenter center;
    private static TestEnforcer enforcer;
    private static String host = "";

    @BeforeAll
    static void start() {
        center = TestCenter.start();
        enforcer = TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1");
    }

    @AfterAll
    static void stop() {
        enforcer.close();
        center.close();
    }

    @Test
    @Order(1)
    void knowsOfNoServiceBeforeOneIsAdded() {
        assertThat(get("/services").toString()).isEqualTo("{\"items\":[],\"total\":{\"value\":0,\"relation\":\"eq\"}}");
        assertThat(center.get("/api/v1/services/shop", center.administrator()).code())
                .isEqualTo("service-unknown");
        assertThat(get("/dashboard").at("/risk/exposedUnfixed/value").asInt()).isZero();
    }

    @Test
    @Order(2)
    void refusesWhatIsNoServiceAndNamesAllMistakes() {
        Answer nothing = add("{\"name\":\"Shop!\"}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.code()).isEqualTo("service-invalid");
        assertThat(add("{\"name\":\"shop\"}").json().path("detail").asString()).contains("a service asks for");
        assertThat(add("{\"name\":\"a\",\"images\":[\"x\\u0000\"],\"labels\":{\"\":\"x\"}}")
                        .json()
                        .path("mistakes"))
                .hasSize(2);
        assertThat(get("/services").path("items")).isEmpty();
    }

    @Test
    @Order(3)
    void countsTheMembersThatHostsListLater() {
        assertThat(
                        add("{\"name\":\"shop\",\"description\":\"the shop\",\"images\":[\"shop/*\"],\"projects\":[\"shop\"]}")
                                .status())
                .isEqualTo(201);
        assertThat(add("{\"name\":\"shop\",\"images\":[\"*\"]}").code()).isEqualTo("service-exists");
        assertThat(get("/services/shop").has("verdict")).as("without members").isFalse();
        enforcer.list(SHOP.listed("scanned"), GOOD.listed("scanned"));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 2);
        enforcer.upload(SHOP.id().toString(), SHOP.inventory());
        enforcer.upload(GOOD.id().toString(), GOOD.inventory());
        Answer imported = center.importBundle(
                new TestBundle().trustedBy(center).built(Instant.parse("2026-11-01T00:00:00Z"), "4.17.12"));
        assertThat(imported.status()).isEqualTo(200);
        report(
                container("c1", SHOP, "running").addPorts(port("0.0.0.0", 8080)),
                container("c2", SHOP, "running").addPorts(port("127.0.0.1", 9090)),
                container("c3", SHOP, "exited").putLabels("com.docker.compose.project", "other"),
                container("c4", GOOD, "running").setHostNetwork(true));
        JsonNode shop = center.await(
                "/api/v1/services/shop", s -> s.at("/worst/severities/critical").asInt() == 1);
        assertThat(shop.path("containers").asInt()).isEqualTo(2);
        assertThat(shop.path("running").asInt()).isEqualTo(2);
        assertThat(shop.path("images").asInt()).isEqualTo(1);
        assertThat(shop.path("unscanned").asInt()).isZero();
        assertThat(shop.path("verdict").asString()).isEqualTo("would-refuse");
        assertThat(SCHEMA.mistakes("ServicePage", get("/services"))).isEmpty();
        assertThat(containers("?service=shop")).containsExactly("c1", "c2");
        host = get("/hosts").at("/items/0/id").asString();
    }

    @Test
    @Order(4)
    void inheritsLabelsByTheCataloguesRuleAndNarrowsByThem() {
        label("host", host, "owner", "platform");
        label("image", SHOP.id().toString(), "owner", "image team");
        label("service", "shop", "owner", "shop team");
        label("container", "c1", "owner", "somebody");
        label("service", "shop", "pci-scope", "cde");
        label("container", "c1", "pci-scope", "out");
        JsonNode c1 = get("/containers/c1");
        assertThat(SCHEMA.mistakes("Container", c1)).isEmpty();
        assertThat(c1.at("/labels/owner").asString()).isEqualTo("somebody");
        assertThat(c1.at("/labelSources/owner/kind").asString()).isEqualTo("container");
        assertThat(c1.at("/labels/pci-scope").asString()).isEqualTo("cde");
        assertThat(c1.at("/labelSources/pci-scope/id").asString()).isEqualTo("shop");
        assertThat(get("/containers/c3").at("/labelSources/owner/kind").asString())
                .isEqualTo("image");
        assertThat(get("/containers/c4").at("/labelSources/owner").toString())
                .isEqualTo("{\"kind\":\"host\",\"id\":\"" + host + "\",\"name\":\"web-1\"}");
        assertThat(containers("?label=owner%3Dshop%20team")).containsExactly("c2");
        assertThat(containers("?label=owner%3Dplatform")).containsExactly("c4");
        assertThat(containers("?label=owner")).containsExactly("c1", "c2", "c3", "c4");
        assertThat(containers("?label=pci-scope%3Dout")).isEmpty();
        assertThat(containers("?label=own")).isEmpty();
        for (String put : List.of("owner", "owner=platform")) {
            assertThat(get("/hosts?state=connected&label=" + put)
                            .at("/total/value")
                            .asInt())
                    .isEqualTo(1);
        }
        for (String missing : List.of("own", "owner=plat", "pci-scope")) {
            assertThat(get("/hosts?label=" + missing).path("items")).as(missing).isEmpty();
        }
        assertThat(center.get("/api/v1/hosts?label=" + "x".repeat(501), center.administrator())
                        .code())
                .isEqualTo("request-invalid");
    }

    @Test
    @Order(5)
    void followsLabelsServicesAndListings() {
        assertThat(call("DELETE", "/labels/container/c1/owner", "").status()).isEqualTo(204);
        assertThat(containers("?label=owner%3Dshop%20team")).containsExactly("c1", "c2");
        assertThat(add("{\"name\":\"platform\",\"labels\":{\"owner\":\"plat*\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(containers("?service=platform"))
                .as("of the host, since the service's own labels do not choose members")
                .containsExactly("c4");
        assertThat(call("PUT", "/services/shop", "{\"images\":[\"shop/*\"]}").status())
                .isEqualTo(200);
        assertThat(containers("?service=shop")).containsExactly("c1", "c2", "c3");
        report(
                container("c1", SHOP, "running").addPorts(port("0.0.0.0", 8080)),
                container("c2", SHOP, "running")
                        .setImageName(SHOP.id().toString().substring(7, 19))
                        .addPorts(port("127.0.0.1", 9090)),
                container("c4", GOOD, "running").setHostNetwork(true));
        center.await(
                "/api/v1/containers?service=shop",
                page -> page.at("/total/value").asInt() == 2);
        assertThat(containers("?service=shop"))
                .as("its image's name points elsewhere now")
                .containsExactly("c1", "c2");
    }

    @Test
    @Order(6)
    void showsWhichRulesCountForTheMembers() {
        policy("shop-only", "mode: enforce\nscope: {images: [\"shop/*\"]}\nchecks: {leaks: refuse, unscanned: refuse}");
        policy("not-theirs", "mode: enforce\nscope: {images: [\"mail/*\"]}\nchecks: {leaks: refuse}");
        policy("later", "mode: enforce\nstarts: 2999-01-01\nchecks: {malware: refuse}");
        JsonNode rules = get("/services/shop/rules");
        assertThat(SCHEMA.mistakes("EffectiveRules", rules)).isEmpty();
        assertThat(rules.path("rules")
                        .valueStream()
                        .map(rule -> rule.path("policy").asString() + " "
                                + rule.path("mode").asString() + " "
                                + rule.path("containers").asInt()))
                .containsExactly(
                        "shop-only enforce 2", "default fail-pipeline 2", "later audit 2", "default-runtime audit 2");
        assertThat(rules.at("/rules/0/checks").toString()).isEqualTo("[\"unscanned\",\"leaks\"]");
        assertThat(rules.at("/rules/0/written/by").asString()).isEqualTo("admin");
    }

    @Test
    @Order(7)
    void everyNumberOfTheFirstPageIsTheTotalOfItsList() {
        enforcer.say(FromEnforcer.newBuilder()
                .setHost(HostReport.newBuilder()
                        .setHostName("web-1")
                        .setMachineId("machine-1")
                        .addCapabilities(Capability.newBuilder()
                                .setName("keeper")
                                .setState("unsupported")
                                .setDetail("no"))));
        JsonNode weak = center.await(
                "/api/v1/hosts?weak=true",
                page -> page.at("/items/0/capabilities").size() == 1);
        assertThat(weak.at("/total/value").asInt()).isEqualTo(1);
        JsonNode board = center.await(
                "/api/v1/dashboard",
                d -> d.at("/severities/critical").asInt() == 1
                        && d.at("/images/refused").asInt() == 1);
        assertThat(SCHEMA.mistakes("Dashboard", board)).isEmpty();
        assertThat(board.at("/risk/exposedUnfixed/value").asInt()).isEqualTo(1);
        assertThat(board.at("/risk/runningUnfixed/value").asInt()).isEqualTo(2);
        String[][] tiles = {
            {"/images/total", "/images"},
            {"/images/unscanned", "/images?scanState=not-scanned"},
            {"/images/refused", "/images?verdict=refused"},
            {"/containers/running", "/containers?state=running"},
            {"/containers/ungated", "/containers?state=running&execGate=none"},
            {"/risk/runningUnfixed/value", "/containers?state=running&unfixed=true"},
            {"/risk/exposedUnfixed/value", "/containers?state=running&unfixed=true&exposed=true"},
            {"/hosts/connected", "/hosts?state=connected"},
            {"/hosts/silent", "/hosts?state=silent"},
            {"/hosts/weak/value", "/hosts?weak=true"},
            {"/severities/critical", "/vulnerabilities?severity=critical"},
            {"/severities/high", "/vulnerabilities?severity=high"},
        };
        for (String[] tile : tiles) {
            assertThat(board.at(tile[0]).asInt(-1))
                    .as(tile[1])
                    .isEqualTo(get(tile[1]).at("/total/value").asInt());
        }
        JsonNode today = board.at("/trend/" + (board.path("trend").size() - 1));
        assertThat(today.path("exposedUnfixed").asInt()).isEqualTo(1);
        assertThat(today.path("critical").asInt()).isEqualTo(1);
        JsonNode results = get("/compliance/pci").path("results");
        for (JsonNode requirement : board.path("requirements")) {
            String number = requirement.path("requirement").asString() + ".";
            long entries = results.valueStream()
                    .filter(result -> result.path("idsV401")
                            .valueStream()
                            .anyMatch(id -> (id.asString() + ".").startsWith(number)))
                    .count();
            assertThat(requirement
                            .path("counts")
                            .valueStream()
                            .mapToInt(JsonNode::asInt)
                            .sum())
                    .as(number)
                    .isEqualTo((int) entries);
        }
        assertThat(containers("?exposed=false")).containsExactly("c2");
        assertThat(containers("?unfixed=false")).containsExactly("c4");
        assertThat(center.get("/api/v1/containers?exposed=maybe", center.administrator())
                        .code())
                .isEqualTo("request-invalid");
    }

    @Test
    @Order(8)
    void whatIsNotFixedButAcceptedNeedsNobody() {
        Answer accepted = call(
                "POST",
                "/exceptions",
                "{\"finding\":\"CVE-2019-10744\",\"scope\":{\"package\":\"\",\"path\":\"\",\"image\":\"\"},"
                        + "\"reason\":\"not reached\",\"expiry\":\""
                        + Instant.now().plusSeconds(864_000).toString().substring(0, 10)
                        + "\"}");
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(201);
        center.await(
                "/api/v1/dashboard", d -> d.at("/risk/runningUnfixed/value").asInt() == 0);
        assertThat(containers("?unfixed=true")).isEmpty();
    }

    @Test
    @Order(9)
    void scopesAPolicyByServicesThatAskForImagesAlone() {
        assertThat(add("{\"name\":\"bank\",\"images\":[\"shop/*\"]}").status()).isEqualTo(201);
        policy("of-bank", "mode: enforce\nscope: {services: [bank]}\nchecks: {leaks: refuse}");
        String image = "/images/" + SHOP.id();
        center.await("/api/v1" + image, i -> i.path("violations").toString().contains("of-bank"));
        assertThat(get("/services/bank/rules").at("/rules").toString()).contains("of-bank");
        JsonNode policy = get("/policies/of-bank");
        assertThat(policy.path("document").asString()).contains("services: [bank]");
        assertThat(policy.path("judgedDocument").asString()).contains("shop/*").doesNotContain("bank]");
        assertThat(SCHEMA.mistakes("Policy", policy)).isEmpty();

        assertThat(call("PUT", "/services/bank", "{\"images\":[\"mail/*\"]}").status())
                .isEqualTo(200);
        center.await("/api/v1" + image, i -> !i.path("violations").toString().contains("of-bank"));
        Answer more = call("PUT", "/services/bank", "{\"images\":[\"mail/*\"],\"projects\":[\"bank\"]}");
        assertThat(more.code()).isEqualTo("service-in-use");
        assertThat(more.json().path("detail").asString()).contains("of-bank").contains("more than images");
        assertThat(call("DELETE", "/services/bank", "").code()).isEqualTo("service-in-use");
        assertThat(get("/services/bank").at("/selection/images/0").asString()).isEqualTo("mail/*");

        JsonNode draft = call(
                        "POST",
                        "/policy-drafts/check",
                        "{\"document\":\"kind: RuntimePolicy\\nname: r\\nmode: audit\\nscope: {services: [none, shop]}\"}")
                .json();
        assertThat(draft.path("mistakes")).hasSize(1);
        assertThat(draft.at("/mistakes/0/line").asInt()).isEqualTo(4);
        assertThat(draft.at("/mistakes/0/sentence").asString()).isEqualTo("there is no service 'none'");
        assertThat(call("DELETE", "/policies/of-bank", "").status()).isEqualTo(204);
        assertThat(call("DELETE", "/services/bank", "").status()).isEqualTo(204);
    }

    @Test
    @Order(10)
    void removesAServiceWithItsLabelsAndTellsTheTrail() {
        assertThat(call("DELETE", "/services/shop", "").status()).isEqualTo(204);
        assertThat(containers("?service=shop")).isEmpty();
        assertThat(containers("?label=owner%3Dshop%20team")).isEmpty();
        assertThat(get("/containers/c1").at("/labelSources/owner/kind").asString())
                .isEqualTo("image");
        assertThat(get("/labels?kind=service").path("items")).isEmpty();
        assertThat(get("/audit-events?type=service")
                        .path("items")
                        .valueStream()
                        .map(event -> event.path("type").asString() + " "
                                + event.at("/object/id").asString()))
                .containsExactly(
                        "service.deleted shop",
                        "service.deleted bank",
                        "service.changed bank",
                        "service.changed bank",
                        "service.changed shop",
                        "service.changed platform",
                        "service.changed shop");
        assertThat(get("/audit-events?type=service.deleted")
                        .at("/items/0/details/before")
                        .asString())
                .contains("shop/*");
    }

    private static Container.Builder container(String id, TestImage image, String state) {
        return Container.newBuilder()
                .setId(id)
                .setName(id)
                .setImageId(image.id().toString())
                .setImageName(image.name())
                .setState(state)
                .setExecGate("none")
                .putLabels("com.docker.compose.project", "shop");
    }

    private static Port.Builder port(String address, int published) {
        return Port.newBuilder()
                .setAddress(address)
                .setPublished(published)
                .setPort(80)
                .setProtocol("tcp");
    }

    private static void report(Container.Builder... containers) {
        ContainersReport.Builder report = ContainersReport.newBuilder();
        List.of(containers).forEach(report::addContainers);
        enforcer.say(FromEnforcer.newBuilder().setContainers(report));
    }

    private static void label(String kind, String id, String key, String value) {
        assertThat(call("PUT", "/labels/" + kind + "/" + id + "/" + key, "{\"value\":\"" + value + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static void policy(String name, String rest) {
        String document = "kind: AssurancePolicy\nname: " + name + "\n" + rest + "\n";
        Answer answer = call(
                "PUT",
                "/policies/" + name,
                "{\"document\":\"" + document.replace("\"", "\\\"").replace("\n", "\\n") + "\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static Answer add(String body) {
        return call("POST", "/services", body);
    }

    private static Answer call(String method, String path, String body) {
        return center.call(method, "/api/v1" + path, center.administrator(), body);
    }

    private static List<String> containers(String filter) {
        return get("/containers" + filter)
                .path("items")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    private static JsonNode get(String path) {
        Answer answer = center.get("/api/v1" + path, center.administrator());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
