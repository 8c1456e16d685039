package io.plimsoll.center.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// What a new bundle says of running containers comes into the feed, once, and not what is accepted. Each step stands
/// on what the one before left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotificationsIT {
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");
    private static final TestImage BANK = new TestImage("bank/web:1", "4.17.10");
    private static final TestImage IDLE = new TestImage("idle/web:1", "4.17.9");
    private static final String CVE = "CVE-2019-10744";
    /// The version of lodash from which all is good again: with the first none of the images is affected, with the
    /// second each.
    private static final String HARMLESS = "4.17.2";

    private static final String HARMFUL = "4.17.12";
    private static final ContractSchema SCHEMA = new ContractSchema();

    private static TestCenter center;
    private static TestEnforcer enforcer;
    private static TestBundle bundle;
    private static Instant built = Instant.EPOCH;

    @BeforeAll
    static void start() {
        built = Instant.now().minusSeconds(600);
        center = TestCenter.start();
        center.createUser("assessor", "auditor");
        bundle = new TestBundle().trustedBy(center);
        enforcer = TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1");
        enforcer.list(SHOP.listed("scanned"), BANK.listed("scanned"), IDLE.listed("scanned"));
        enforcer.say(FromEnforcer.newBuilder()
                .setContainers(ContainersReport.newBuilder()
                        .addContainers(running("c1", SHOP))
                        .addContainers(running("c2", SHOP))
                        .addContainers(running("c3", BANK))));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 3);
        center.await("/api/v1/containers", page -> page.at("/total/value").asInt() == 3);
        for (TestImage image : new TestImage[] {SHOP, BANK, IDLE}) {
            enforcer.upload(image.id().toString(), image.inventory());
        }
        awaitCritical(0);
    }

    @AfterAll
    static void stop() {
        enforcer.close();
        center.close();
    }

    @Test
    @Order(1)
    void whatTheFirstBundleShowsIsNoNews() {
        useBundle(HARMFUL);
        awaitCritical(1);
        assertThat(feed(center.administrator()).path("items")).isEmpty();
        assertThat(feed(center.administrator()).path("unread").asInt()).isZero();
    }

    @Test
    @Order(2)
    void whatANewBundleShowsInRunningContainersIsOneNotificationWithACount() {
        useBundle(HARMLESS);
        awaitCritical(0);
        useBundle(HARMFUL);
        awaitCritical(1);

        JsonNode feed = feed(center.administrator());
        assertThat(SCHEMA.mistakes("NotificationPage", feed)).isEmpty();
        assertThat(feed.path("items")).singleElement().satisfies(told -> {
            assertThat(told.path("vulnerability").asString()).isEqualTo(CVE);
            assertThat(told.path("kind").asString()).isEqualTo("found");
            assertThat(told.path("severity").asString()).isEqualTo("critical");
            assertThat(told.path("images").asInt()).as("not the idle one").isEqualTo(2);
            assertThat(told.path("runningContainers").asInt()).isEqualTo(3);
        });
        assertThat(feed.path("unread").asInt()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void eachReaderHasAStateOfTheirOwn() {
        long newest = feed(center.administrator()).at("/items/0/number").asLong();
        Answer bad = center.call("PUT", "/api/v1/notifications/read", center.administrator(), "{}");
        assertThat(bad.status()).isEqualTo(400);
        Answer seen = center.call(
                "PUT", "/api/v1/notifications/read", center.administrator(), "{\"upTo\":" + (newest + 1000) + "}");
        assertThat(seen.status()).as(seen.response().body()).isEqualTo(204);

        assertThat(feed(center.administrator()).path("unread").asInt()).isZero();
        assertThat(feed(center.administrator()).at("/items/0/read").asBoolean()).isTrue();
        String assessor = center.logIn("assessor", TestCenter.PASSWORD);
        assertThat(feed(assessor).path("unread").asInt()).isEqualTo(1);
        assertThat(feed(assessor).at("/items/0/read").asBoolean()).isFalse();
    }

    @Test
    @Order(4)
    void whatAnExceptionIsAboutIsNoNewsAndWhatComesLaterIsUnread() {
        Answer added = center.call(
                "POST",
                "/api/v1/exceptions",
                center.administrator(),
                "{\"finding\":\"" + CVE + "\",\"scope\":{\"image\":\"shop/*\"},\"reason\":\"known\",\"expiry\":\""
                        + LocalDate.now(ZoneOffset.UTC).plusDays(3) + "\"}");
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        useBundle(HARMLESS);
        awaitCritical(0);
        useBundle(HARMFUL);
        awaitCritical(1);

        JsonNode feed = feed(center.administrator());
        assertThat(feed.path("items")).hasSize(2);
        assertThat(feed.at("/items/0/imageName").asString()).isEqualTo(BANK.name());
        assertThat(feed.at("/items/0/images").asInt()).isEqualTo(1);
        assertThat(feed.at("/items/0/read").asBoolean()).isFalse();
        assertThat(feed.at("/items/1/read").asBoolean()).isTrue();
        assertThat(feed.path("unread").asInt()).isEqualTo(1);
    }

    private static Container running(String id, TestImage image) {
        return Container.newBuilder()
                .setId(id.repeat(32))
                .setName(id)
                .setImageId(image.id().toString())
                .setImageName(image.name())
                .setState("running")
                .setStatus("Up")
                .setExecGate("enforce")
                .build();
    }

    /// Each is built a little after the one before.
    private static void useBundle(String fixedIn) {
        built = built.plusSeconds(10);
        Answer answer = center.importBundle(bundle.built(built, fixedIn));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    /// Waits until each image was matched to that many critical findings.
    private static void awaitCritical(int wanted) {
        center.await(
                "/api/v1/images",
                page -> page.path("items")
                        .valueStream()
                        .allMatch(image -> image.path("scanState").asString().equals("scanned")
                                && image.at("/severities/critical").asInt() == wanted));
    }

    private static JsonNode feed(String token) {
        Answer answer = center.get("/api/v1/notifications", token);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
