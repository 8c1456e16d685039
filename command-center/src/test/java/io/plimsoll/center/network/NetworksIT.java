package io.plimsoll.center.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Network;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// Networks as hosts list them, and what their labels are worth; each step on what the one before left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworksIT {
    private static final String IMAGE = "sha256:" + "a".repeat(64);
    private static final ContractSchema SCHEMA = new ContractSchema();

    private static TestCenter center;
    private static TestEnforcer enforcer;
    private static String back = "";

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
    void listsNetworksWithWhoIsOnThem() {
        report(
                List.of(
                        network("bridge", "1"),
                        network("back", "2").setInternal(true).addSubnets("10.1.0.0/16")),
                container("web", "running").addNetworks("bridge").addNetworks("back"),
                container("job", "exited").addNetworks("back"),
                container("beside-web", "running").setNetworkOf("web"));
        JsonNode page = center.await(
                "/api/v1/networks", networks -> networks.path("items").size() == 2);
        assertThat(SCHEMA.mistakes("NetworkPage", page)).isEmpty();
        JsonNode first = page.at("/items/0");
        assertThat(first.path("name").asString()).isEqualTo("back");
        assertThat(first.path("internal").asBoolean()).isTrue();
        assertThat(first.path("subnets").toString()).isEqualTo("[\"10.1.0.0/16\"]");
        assertThat(first.path("hostName").asString()).isEqualTo("web-1");
        assertThat(first.path("containers").asInt()).isEqualTo(3);
        assertThat(first.path("runningContainers").asInt()).isEqualTo(2);
        back = first.path("id").asString();
        assertThat(get("/networks/" + back)).isEqualTo(first);
        assertThat(names("/networks?internal=false")).containsExactly("bridge");
        assertThat(names("/networks?query=10.1.")).containsExactly("back");
        assertThat(names("/networks?hostId=" + first.path("hostId").asString() + "&limit=1"))
                .containsExactly("back");
        assertThat(names("/containers?networkId=" + back)).containsExactly("beside-web", "job", "web");
        assertThat(get("/containers/beside-web").path("networks").toString()).isEqualTo("[\"back\",\"bridge\"]");
    }

    @Test
    @Order(2)
    void containersInheritBetweenTheirImageAndTheirHost() {
        String host = get("/hosts").at("/items/0/id").asString();
        label("host/" + host, "owner", "platform");
        label("host/" + host, "pci-scope", "out");
        label("network/" + back, "owner", "payments");
        label("network/" + back, "pci-scope", "cde");
        JsonNode job = get("/containers/job");
        assertThat(job.at("/labels/owner").asString()).isEqualTo("payments");
        assertThat(job.at("/labels/pci-scope").asString()).isEqualTo("cde");
        assertThat(job.at("/labelSources/owner").toString())
                .isEqualTo("{\"kind\":\"network\",\"id\":\"" + back + "\",\"name\":\"back\"}");
        assertThat(names("/containers?label=owner%3Dpayments")).containsExactly("beside-web", "job", "web");
        label("container/job", "owner", "somebody");
        assertThat(names("/containers?label=owner%3Dpayments")).containsExactly("beside-web", "web");
        assertThat(names("/networks?label=pci-scope%3Dcde")).containsExactly("back");
        assertThat(get("/labels?kind=network").at("/items/0/name").asString()).isEqualTo("back on web-1");
        assertThat(get("/audit-events?type=label.changed&host=web-1&query=network")
                        .at("/items/0/object/name")
                        .asString())
                .isEqualTo("back on web-1");
        assertThat(call("POST", "/services", "{\"name\":\"pay\",\"labels\":{\"owner\":\"payments\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(get("/services/pay").path("containers").asInt()).isEqualTo(2);
        JsonNode needed = get("/compliance/pci")
                .path("results")
                .valueStream()
                .filter(result -> result.path("key").asString().equals("S-2.2.2"))
                .findFirst()
                .orElseThrow();
        assertThat(needed.path("members")
                        .valueStream()
                        .map(member -> member.path("name").asString()))
                .as("in scope by what their network carries, though their host is not")
                .containsExactly("beside-web", "web");
    }

    @Test
    @Order(3)
    void labelsStayWhenTheNetworkIsMadeAnew() {
        report(List.of(network("bridge", "1")), container("web", "running").addNetworks("bridge"));
        center.await("/api/v1/networks", networks -> networks.path("items").size() == 1);
        assertThat(names("/containers?label=owner%3Dpayments")).isEmpty();
        assertThat(center.get("/api/v1/networks/" + back, center.administrator())
                        .code())
                .isEqualTo("network-unknown");
        assertThat(get("/services/pay").path("containers").asInt()).isZero();
        report(
                List.of(network("bridge", "3"), network("back", "4")),
                container("web", "running").addNetworks("bridge"),
                container("new", "running").addNetworks("back"));
        center.await("/api/v1/networks", networks -> networks.path("items").size() == 2);
        JsonNode again = get("/networks/" + back);
        assertThat(again.path("engineId").asString()).isEqualTo("4");
        assertThat(again.at("/labels/owner").asString()).isEqualTo("payments");
        assertThat(names("/containers?label=owner%3Dpayments")).containsExactly("new");
    }

    @Test
    @Order(4)
    void whatIsGoneWithoutLabelsIsForgotten() {
        String bridge = get("/networks?query=bridge").at("/items/0/id").asString();
        for (String key : List.of("owner", "pci-scope")) {
            assertThat(call("DELETE", "/labels/network/" + back + "/" + key, "").status())
                    .isEqualTo(204);
        }
        assertThat(names("/containers?label=owner%3Dpayments")).isEmpty();
        report(List.of(network("other", "5")), container("web", "running"));
        center.await(
                "/api/v1/networks?query=other",
                networks -> networks.path("items").size() == 1);
        assertThat(call("PUT", "/labels/network/" + bridge + "/owner", "{\"value\":\"x\"}")
                        .code())
                .isEqualTo("asset-unknown");
        report(List.of(network("back", "6")), container("web", "running"));
        JsonNode page = center.await(
                "/api/v1/networks?query=back",
                networks -> networks.path("items").size() == 1);
        assertThat(page.at("/items/0/id").asString()).isNotEqualTo(back);
    }

    @Test
    @Order(5)
    void whoTellsOfNoNetworksKeepsThem() {
        report(List.of(network("kept", "7")), container("web", "running").addNetworks("kept"));
        JsonNode kept = center.await(
                "/api/v1/networks",
                networks -> networks.at("/items/0/name").asString("").equals("kept"));
        report(List.of(), container("web", "exited"), container("late", "running"));
        center.await(
                "/api/v1/containers?query=late", list -> list.at("/total/value").asInt() == 1);
        assertThat(get("/networks")).isEqualTo(kept);
        assertThat(get("/containers/web").path("networks").toString()).isEqualTo("[\"kept\"]");
        assertThat(get("/containers/web").path("state").asString()).isEqualTo("exited");
    }

    @Test
    @Order(6)
    void anAbsurdNameBlindsNobody() {
        String name = new Random(1)
                .ints(1_000, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        report(List.of(network(name, "8")), container("web", "running").addNetworks(name));
        JsonNode page = center.await(
                "/api/v1/networks",
                networks -> networks.at("/items/0/engineId").asString("").equals("8"));
        String id = page.at("/items/0/id").asString();
        assertThat(names("/containers?networkId=" + id)).containsExactly("web");
    }

    @Test
    @Order(7)
    void aNetworkOfTheSameNameElsewhereIsAnother() {
        report(List.of(network("same", "9")), container("web", "running").addNetworks("same"));
        try (TestEnforcer other = TestEnforcer.enrol(center, "web-2").connect().describe("web-2", "machine-2")) {
            report(
                    other,
                    List.of(network("same", "9")),
                    container("far", "running").addNetworks("same"));
            JsonNode page = center.await(
                    "/api/v1/networks?query=same",
                    networks -> networks.path("items").size() == 2);
            JsonNode first = page.at("/items/0");
            JsonNode second = page.at("/items/1");
            String of = first.path("hostName").asString().equals("web-1") ? "web" : "far";
            String id = first.path("id").asString();
            label("network/" + id, "wire", "card");
            assertThat(names("/containers?networkId=" + id)).containsExactly(of);
            assertThat(names("/containers?label=wire")).containsExactly(of);
            assertThat(first.path("containers").asInt()).isEqualTo(1);
            assertThat(names("/networks?hostId=" + second.path("hostId").asString()))
                    .containsExactly("same");
            assertThat(get("/networks?query=same&limit=1&cursor="
                                    + get("/networks?query=same&limit=1")
                                            .path("next")
                                            .asString())
                            .at("/items/0"))
                    .isEqualTo(second);
            report(List.of(network("same", "9")), container("web", "running").addNetworks("same"));
            report(
                    other,
                    List.of(network("same", "9")),
                    container("far", "exited").addNetworks("same"));
            center.await(
                    "/api/v1/containers?state=exited&query=far",
                    list -> list.at("/total/value").asInt() == 1);
            assertThat(names("/containers?label=wire"))
                    .as("as lists work it out too")
                    .containsExactly(of);
        }
    }

    @Test
    @Order(8)
    void refusesFiltersThatAreNone() {
        assertThat(center.get("/api/v1/networks?internal=perhaps", center.administrator())
                        .code())
                .isEqualTo("request-invalid");
        assertThat(center.get("/api/v1/networks/back", center.administrator()).code())
                .isEqualTo("request-invalid");
    }

    private static Network.Builder network(String name, String engineId) {
        return Network.newBuilder().setName(name).setId(engineId).setDriver("bridge");
    }

    private static Container.Builder container(String id, String state) {
        return Container.newBuilder()
                .setId(id)
                .setName(id)
                .setImageId(IMAGE)
                .setImageName("shop/web:1")
                .setState(state)
                .setExecGate("none");
    }

    private static void report(List<Network.Builder> networks, Container.Builder... containers) {
        report(enforcer, networks, containers);
    }

    private static void report(TestEnforcer by, List<Network.Builder> networks, Container.Builder... containers) {
        ContainersReport.Builder report = ContainersReport.newBuilder();
        networks.forEach(report::addNetworks);
        List.of(containers).forEach(report::addContainers);
        by.say(FromEnforcer.newBuilder().setContainers(report));
    }

    private static void label(String asset, String key, String value) {
        assertThat(call("PUT", "/labels/" + asset + "/" + key, "{\"value\":\"" + value + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static Answer call(String method, String path, String body) {
        return center.call(method, "/api/v1" + path, center.administrator(), body);
    }

    private static List<String> names(String list) {
        return get(list)
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
