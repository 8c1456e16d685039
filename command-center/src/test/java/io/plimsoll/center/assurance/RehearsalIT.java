package io.plimsoll.center.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A draft is asked of images that a host lists, of what runs, and of what started lately and is gone.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RehearsalIT {
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");
    private static final TestImage MENDED = new TestImage("shop/web:1.5", "4.17.21");
    private static final TestImage GONE = new TestImage("shop/old:1", "4.17.5");
    private static final TestImage FORGOTTEN = new TestImage("shop/older:1", "4.17.4");
    private static final TestImage UNSCANNED = new TestImage("bank:1", "1");
    private static final ContractSchema SCHEMA = new ContractSchema();
    private static final String DRAFT = """
            kind: AssurancePolicy
            name: draft
            mode: audit
            starts: 2999-01-01
            checks:
              denied-packages: [{name: lodash, type: npm, versions: "< 4.17.12"}]
            """;

    private static TestCenter center;
    private static TestEnforcer enforcer;

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
    void whereNothingIsStoredNothingWouldHaveBeenStopped() {
        JsonNode part = rehearse(DRAFT, 7, "").json();
        assertThat(SCHEMA.mistakes("RehearsalPart", part)).isEmpty();
        assertThat(part.path("items")).isEmpty();
        assertThat(part.path("looked").asInt()).isZero();
        assertThat(part.has("next")).isFalse();
    }

    @Test
    @Order(2)
    void namesExactlyWhatItWouldHaveStopped() {
        store();
        JsonNode part = rehearse(DRAFT, 7, "").json();
        assertThat(SCHEMA.mistakes("RehearsalPart", part)).isEmpty();
        assertThat(part.path("looked").asInt()).isEqualTo(5);
        assertThat(part.path("items").valueStream())
                .extracting(
                        image -> image.at("/names/0").asString(),
                        image -> image.path("gone").asBoolean(),
                        image -> image.path("runningContainers").asInt(),
                        image -> image.at("/starts/value").asInt(),
                        image -> image.at("/violations/0/rule").asString())
                .as("three starts of 1.4 were let be within seven days; one was longer ago, one was refused")
                .containsExactlyInAnyOrder(
                        tuple("shop/web:1.4", false, 1, 3, "denied-packages"),
                        tuple("shop/old:1", true, 0, 1, "denied-packages"),
                        tuple("bank:1", false, 0, 0, "unscanned"));
        assertThat(part.path("items").findValuesAsString("mode")).containsOnly("enforce");
        assertThat(part.path("items").findValuesAsString("reason"))
                .contains("the image holds lodash 4.17.11, which no image may hold");
    }

    @Test
    @Order(3)
    void looksFurtherBackIfAsked() {
        List<String> names = rehearse(DRAFT, 30, "").json().path("items").findValues("names").stream()
                .map(node -> node.path(0).asString())
                .toList();
        assertThat(names).containsExactlyInAnyOrder("shop/web:1.4", "shop/old:1", "shop/older:1", "bank:1");
    }

    @Test
    @Order(4)
    void asksOnlyOfWhatIsInItsScope() {
        String scoped = DRAFT.replace("checks:", "scope: {images: [\"shop/web:*\"]}\nchecks:");
        assertThat(rehearse(scoped, 7, "").json().path("items").findValuesAsString("id"))
                .containsExactly(SHOP.id().toString());
    }

    @Test
    @Order(5)
    void comesInPartsThatMakeTheWhole() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        int looked = 0;
        for (int parts = 0; parts < 10; parts++) {
            JsonNode part = rehearse(DRAFT, 7, "?limit=2" + cursor).json();
            looked += part.path("looked").asInt();
            ids.addAll(part.path("items").findValuesAsString("id"));
            assertThat(part.at("/total/value").asInt()).isEqualTo(5);
            if (!part.has("next")) {
                break;
            }
            cursor = "&cursor=" + part.path("next").asString();
        }
        assertThat(looked).isEqualTo(5);
        assertThat(ids)
                .containsExactlyInAnyOrder(
                        SHOP.id().toString(),
                        GONE.id().toString(),
                        UNSCANNED.id().toString());
    }

    @Test
    @Order(6)
    void changesNothingAndRefusesWhatCannotBeRehearsed() {
        assertThat(center.get("/api/v1/policies/draft", center.administrator()).status())
                .isEqualTo(404);
        assertThat(rehearse(DRAFT, 91, "").status()).isEqualTo(400);
        assertThat(rehearse("kind: AssurancePolicy\n", 7, "").code()).isEqualTo("policy-invalid");
        assertThat(rehearse("kind: RuntimePolicy\nname: r\nmode: audit\n", 7, "")
                        .code())
                .isEqualTo("policy-not-rehearsed");
    }

    @Test
    @Order(7)
    void whatNobodyHasMatchedYetIsMatchedAndNotTakenForFine() throws SQLException {
        TestBundle bundle = new TestBundle();
        bundle.trustedBy(center);
        assertThat(center.importBundle(bundle.built(Instant.parse("2026-11-01T00:00:00Z"), "4.17.12"))
                        .status())
                .isEqualTo(200);
        String severity = DRAFT.replaceFirst("denied-packages: .*", "maximum-severity: high");
        center.await(
                "/api/v1/images/" + SHOP.id(),
                image -> image.at("/severities/critical").asInt() == 1);
        try (Connection owner = center.database().asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("delete from finding");
            statement.execute("update image set due = false, findings_at = null");
        }
        JsonNode stopped = rehearse(severity, 7, "").json().path("items");
        assertThat(stopped.valueStream()
                        .map(image -> image.at("/violations/0/rule").asString()))
                .containsExactlyInAnyOrder("maximum-severity", "maximum-severity", "unscanned");
        assertThat(stopped.findValuesAsString("id"))
                .contains(SHOP.id().toString(), GONE.id().toString());
    }

    private static void store() {
        enforcer.list(
                SHOP.listed("scanned"),
                MENDED.listed("scanned"),
                GONE.listed("scanned"),
                FORGOTTEN.listed("scanned"),
                UNSCANNED.listed("unscanned"));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 5);
        for (TestImage image : List.of(SHOP, MENDED, GONE, FORGOTTEN)) {
            enforcer.upload(image.id().toString(), image.inventory());
        }
        enforcer.say(FromEnforcer.newBuilder()
                .setContainers(ContainersReport.newBuilder()
                        .addContainers(Container.newBuilder()
                                .setId("c1")
                                .setName("shop")
                                .setImageId(SHOP.id().toString())
                                .setState("running"))));
        enforcer.say(FromEnforcer.newBuilder()
                        .setEvents(Events.newBuilder()
                                .setSpoolId("spool")
                                .addEvents(event(1, SHOP, "container.start", 0))
                                .addEvents(event(2, SHOP, "container.start-would-refuse", 6))
                                .addEvents(event(3, SHOP, "container.start-ungoverned", 1))
                                .addEvents(event(4, SHOP, "container.start-refused", 1))
                                .addEvents(event(5, SHOP, "container.start", 8))
                                .addEvents(event(6, GONE, "container.start", 2))
                                .addEvents(event(7, FORGOTTEN, "container.start", 20))))
                .hear(FromCenter::hasEventsKept);
        enforcer.list(SHOP.listed("scanned"), MENDED.listed("scanned"), UNSCANNED.listed("unscanned"));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 3);
        center.await("/api/v1/containers", page -> page.at("/total/value").asInt() == 1);
    }

    private static Event.Builder event(long sequence, TestImage image, String type, int daysAgo) {
        return TestEnforcer.event(sequence)
                .setType(type)
                .setAtMillis(Instant.now().minus(Duration.ofDays(daysAgo)).toEpochMilli())
                .setImageId(image.id().toString())
                .setImageName(image.name());
    }

    private static Answer rehearse(String draft, int days, String query) {
        return center.call(
                "POST",
                "/api/v1/policy-drafts/rehearsal" + query,
                center.administrator(),
                JsonMapper.shared().writeValueAsString(Map.of("document", draft, "days", days)));
    }
}
