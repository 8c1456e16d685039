package io.plimsoll.center.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Heartbeat;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// The report of a real Center about one host, from what that host reported.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComplianceIT {
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");

    private static TestCenter center;
    private static TestEnforcer enforcer;

    @BeforeAll
    static void start() {
        center = TestCenter.start();
        enforcer = TestEnforcer.enrol(center, "web-1");
    }

    @AfterAll
    static void stop() {
        enforcer.close();
        center.close();
    }

    @Test
    @Order(1)
    void withoutAnyHostNothingButTheTrailOfTheCenterIsKnown() {
        JsonNode report = report();
        for (String key : new String[] {"S-2.2.2", "S-2.4", "S-6.1", "S-6.5.6", "S-11.5"}) {
            assertThat(verdict(report, key)).as(key).isEqualTo("no_data");
        }
        assertThat(verdict(report, "S-10.3.2")).isEqualTo("pass");
        assertThat(report.path("catalogueVersion").asString()).isEqualTo("1.0");
    }

    @Test
    @Order(2)
    void engineCommandsOfUnknownUsersFailWhatNeedsAUser() {
        enforcer.connect().describe("web-1", "machine-1");
        enforcer.say(FromEnforcer.newBuilder()
                .setContainers(ContainersReport.newBuilder()
                        .addContainers(Container.newBuilder()
                                .setId("c1")
                                .setName("shop")
                                .setImageId(SHOP.id().toString())
                                .setState("running")
                                .setExecGate("enforce"))));
        send("spool-1", engineEvent(1, "unknown (engine API)"), engineEvent(2, "unknown (engine API)"));
        JsonNode report = report();
        for (String key : new String[] {"S-10.1", "S-10.2.2", "S-10.3", "S-10.3.1"}) {
            assertThat(verdict(report, key)).as(key).isEqualTo("fail");
        }
        assertThat(result(report, "S-10.3.1").path("reason").asString())
                .contains("web-1")
                .contains("2 of 2");
        for (String key : new String[] {"S-10.3.2", "S-10.3.3", "S-10.3.4", "S-10.3.5", "S-10.3.6"}) {
            assertThat(verdict(report, key)).as(key).isEqualTo("pass");
        }
    }

    @Test
    @Order(3)
    void filesThatNobodyComparesAreNoDataAndOneFeedIsNotTwo() {
        JsonNode report = report();
        assertThat(verdict(report, "S-11.5")).isEqualTo("no_data");
        assertThat(result(report, "S-11.5").path("members").toString()).contains("never been compared");
        assertThat(verdict(report, "S-6.1")).isIn("fail", "no_data");
        assertThat(verdict(report, "S-6.5.6")).isIn("fail", "no_data");
        assertThat(verdict(report, "S-2.4")).isEqualTo("fail");
    }

    @Test
    @Order(4)
    void labelsTakeAnAssetOutOfScope() {
        String host = center.get("/api/v1/hosts", center.administrator())
                .json()
                .at("/items/0/id")
                .asString();
        label("host", host, "pci-scope", "out");
        JsonNode report = report();
        assertThat(verdict(report, "S-10.3.1")).isEqualTo("pass");
        assertThat(verdict(report, "S-2.4")).isEqualTo("pass");
        label("container", "c1", "pci-scope", "cde");
        assertThat(verdict(report(), "S-10.3.1")).isEqualTo("fail");
    }

    @Test
    @Order(5)
    void recordsThatNameTheirUsersPassOnceTheOthersAreADayOld() throws SQLException {
        try (Connection owner = center.database().asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("update audit_event set actor = 'admin' where actor like 'unknown%'");
        }
        JsonNode report = report();
        for (String key : new String[] {"S-10.1", "S-10.2.2", "S-10.3", "S-10.3.1"}) {
            assertThat(verdict(report, key))
                    .as(key + ": " + result(report, key).path("reason"))
                    .isEqualTo("pass");
        }
    }

    @Test
    @Order(6)
    void recordsThatLackAnythingFailTheirOwnRequirement() {
        send(
                "spool-2",
                engineEvent(1, "admin").setType("nothing.known"),
                engineEvent(2, "admin").setAtMillis(System.currentTimeMillis() + 3_600_000),
                engineEvent(3, "admin").setSource(""),
                engineEvent(4, "admin").setObjectId(""));
        JsonNode report = report();
        assertThat(verdict(report, "S-10.3.3")).isEqualTo("fail");
        assertThat(verdict(report, "S-10.3.5")).isEqualTo("fail");
        assertThat(verdict(report, "S-10.3.6")).isEqualTo("fail");
        assertThat(verdict(report, "S-10.3.2"))
                .as("the word is kept in a known type")
                .isEqualTo("pass");
    }

    @Test
    @Order(7)
    void aGapInTheEventsFailsTheTrailOfAdministrators() {
        send("spool-3", engineEvent(1, "admin"), engineEvent(9, "admin"));
        assertThat(verdict(report(), "S-10.2.2")).isEqualTo("fail");
    }

    @Test
    @Order(8)
    void everyReportIsKeptChainedAndInTheTrail() throws SQLException {
        try (Connection service = center.database().asService();
                Statement statement = service.createStatement()) {
            try (ResultSet broken = statement.executeQuery(
                    "select count(*) from (select previous_hash, lag(hash) over (order by number) as before"
                            + " from compliance_report) r where before is not null and before <> previous_hash")) {
                broken.next();
                assertThat(broken.getInt(1)).isZero();
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> statement.execute("delete from compliance_report"))
                    .hasMessageContaining("permission denied");
        }
        assertThat(center.get("/api/v1/audit-events?type=compliance.reported", center.administrator())
                        .json()
                        .at("/total/value")
                        .asInt())
                .isGreaterThan(5);
    }

    private static Event.Builder engineEvent(long sequence, String actor) {
        return TestEnforcer.event(sequence)
                .setType("engine.container-start")
                .setOutcome("success")
                .setActor(actor)
                .setObjectName("shop")
                .setImageId(SHOP.id().toString());
    }

    private static void send(String spool, Event.Builder... events) {
        Events.Builder batch = Events.newBuilder().setSpoolId(spool);
        for (Event.Builder event : events) {
            batch.addEvents(event);
        }
        enforcer.say(FromEnforcer.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
        enforcer.say(FromEnforcer.newBuilder().setEvents(batch)).hear(FromCenter::hasEventsKept);
    }

    private static void label(String kind, String id, String key, String value) {
        assertThat(center.call(
                                "PUT",
                                "/api/v1/labels/" + kind + "/" + id + "/" + key,
                                center.administrator(),
                                "{\"value\":\"" + value + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode report() {
        return center.get("/api/v1/compliance/pci", center.administrator()).json();
    }

    private static JsonNode result(JsonNode report, String key) {
        return report.path("results")
                .valueStream()
                .filter(result -> result.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(JsonNode report, String key) {
        return result(report, key).path("verdict").asString();
    }
}
