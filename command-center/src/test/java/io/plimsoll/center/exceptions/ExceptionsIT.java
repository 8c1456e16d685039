package io.plimsoll.center.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.policy.SnapshotDocument;
import io.plimsoll.policy.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What an exception changes, and what its end changes back: verdict, list of findings, signed policies, PCI report.
class ExceptionsIT {
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");
    private static final TestImage BANK = new TestImage("bank/web:1", "4.17.10");
    private static final String CVE = "CVE-2019-10744";
    private static final String ALIAS = "GHSA-jf85-cpcp-j695";
    private static final ContractSchema SCHEMA = new ContractSchema();

    private static TestCenter center;
    private static TestEnforcer enforcer;

    @BeforeAll
    static void start() {
        center = TestCenter.start();
        center.createUser("second", "administrator");
        TestBundle bundle = new TestBundle().trustedBy(center);
        assertThat(center.importBundle(bundle.built(Instant.now(), "4.17.12")).status())
                .isEqualTo(200);
        policy("{maximum-severity: high}");
        enforcer = TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1");
        enforcer.list(SHOP.listed("scanned"), BANK.listed("scanned"));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 2);
        enforcer.upload(SHOP.id().toString(), SHOP.inventory());
        enforcer.upload(BANK.id().toString(), BANK.inventory());
        awaitVerdict(SHOP, "refused");
        awaitVerdict(BANK, "refused");
    }

    @AfterAll
    static void stop() {
        enforcer.close();
        center.close();
    }

    @AfterEach
    void withdrawAll() throws IOException {
        Files.deleteIfExists(marker());
        policy("{maximum-severity: high}");
        for (String state : List.of("in-force", "waiting")) {
            for (JsonNode one : get("/api/v1/exceptions?state=" + state).path("items")) {
                withdraw(one.path("id").asString(), center.administrator());
            }
        }
        awaitVerdict(SHOP, "refused");
        awaitVerdict(BANK, "refused");
    }

    @Test
    void anAcceptedFindingBreaksNoRuleWhereItIsMeantAndStaysVisibleWithWhoAndWhyAndUntilWhen() {
        JsonNode added = added(add(ALIAS, "\"image\":\"shop/*\",\"package\":\"lodash\""));
        assertThat(added.path("state").asString()).isEqualTo("in-force");

        awaitVerdict(SHOP, "admitted");
        assertThat(image(BANK).path("verdict").asString()).isEqualTo("refused");
        JsonNode finding = get("/api/v1/images/" + SHOP.id() + "/findings").at("/items/0");
        assertThat(SCHEMA.mistakes("Finding", finding)).isEmpty();
        assertThat(finding.path("id").asString()).isEqualTo(CVE);
        assertThat(finding.at("/accepted/exceptionId")).isEqualTo(added.path("id"));
        assertThat(finding.at("/accepted/reason").asString()).isEqualTo("nobody reaches it");
        assertThat(finding.at("/accepted/author").asString()).isEqualTo("admin");
        assertThat(finding.at("/accepted/expiry").asString()).isEqualTo(soon().toString());
        assertThat(image(SHOP).path("accepted").asInt()).isEqualTo(1);
        assertThat(image(SHOP).at("/severities/critical").asInt()).isEqualTo(1);
        assertThat(get("/api/v1/images/" + SHOP.id() + "/findings?accepted=false")
                        .path("items"))
                .isEmpty();
        assertThat(get("/api/v1/images/" + BANK.id() + "/findings?accepted=true")
                        .path("items"))
                .isEmpty();

        JsonNode listed = get("/api/v1/exceptions?image=" + SHOP.id()).at("/items/0");
        assertThat(SCHEMA.mistakes("Exception", listed)).isEmpty();
        assertThat(listed.path("images").asInt()).isEqualTo(1);
        assertThat(listed.path("findings").asInt()).isEqualTo(1);
        assertThat(get("/api/v1/exceptions?image=" + BANK.id()).path("items")).isEmpty();
        assertThat(get("/api/v1/exceptions?vulnerability=" + CVE).at("/items/0/id"))
                .isEqualTo(added.path("id"));
        assertThat(get("/api/v1/images?exception=" + added.path("id").asString())
                        .path("items"))
                .singleElement()
                .satisfies(image -> assertThat(image.path("id").asString())
                        .isEqualTo(SHOP.id().toString()));
        // The counts of the list come a few seconds behind.
        center.await(
                "/api/v1/vulnerabilities", page -> page.at("/items/0/images").asInt() == 2);
        assertThat(get("/api/v1/vulnerabilities").at("/items/0/acceptedImages").asInt())
                .isEqualTo(1);
        JsonNode event = get("/api/v1/audit-events?type=exception.added").at("/items/0");
        assertThat(event.at("/details/why").asString()).isEqualTo("nobody reaches it");

        withdraw(added.path("id").asString(), center.administrator());
        awaitVerdict(SHOP, "refused");
        assertThat(get("/api/v1/images/" + SHOP.id() + "/findings")
                        .at("/items/0")
                        .has("accepted"))
                .isFalse();
        assertThat(get("/api/v1/exceptions?image=" + SHOP.id()).path("items")).isEmpty();
        assertThat(get("/api/v1/exceptions?state=withdrawn&query=lodash")
                        .at("/items/0/withdrawnBecause")
                        .asString())
                .isEqualTo("not needed");
    }

    @Test
    void theSignedPoliciesTakeItToEnforcers() {
        JsonNode added = added(add(CVE, "\"image\":\"only/here*\""));
        enforcer.hear(message -> waivers(message).stream().anyMatch(ExceptionsIT::isOnlyHere));

        withdraw(added.path("id").asString(), center.administrator());
        enforcer.hear(
                message -> message.hasSnapshot() && waivers(message).stream().noneMatch(ExceptionsIT::isOnlyHere));
    }

    private static boolean isOnlyHere(Waiver waiver) {
        return waiver.id().equals(CVE)
                && waiver.by().equals("admin")
                && waiver.images().images().equals(List.of("only/here*"));
    }

    private static List<Waiver> waivers(FromCenter message) {
        return message.hasSnapshot()
                ? SnapshotDocument.read(message.getSnapshot().getDocument().toByteArray())
                        .waivers()
                        .all()
                : List.of();
    }

    @Test
    void whereASecondPersonIsAskedForItCountsOnlyOnceSomebodyElseConfirms() throws IOException {
        Files.createFile(marker());
        JsonNode added = added(add(CVE, "\"image\":\"shop/*\""));
        String id = added.path("id").asString();
        assertThat(added.path("state").asString()).isEqualTo("waiting");
        assertThat(get("/api/v1/exceptions/in-force").path("items")).isEmpty();
        assertThat(image(SHOP).path("verdict").asString()).isEqualTo("refused");

        Answer own = center.call("POST", "/api/v1/exceptions/" + id + "/confirmation", center.administrator(), "");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.code()).isEqualTo("exception-own");

        String second = center.logIn("second", TestCenter.PASSWORD);
        Answer confirmed = center.call("POST", "/api/v1/exceptions/" + id + "/confirmation", second, "");
        assertThat(confirmed.status()).as(confirmed.response().body()).isEqualTo(200);
        assertThat(SCHEMA.mistakes("Exception", confirmed.json())).isEmpty();
        awaitVerdict(SHOP, "admitted");
        assertThat(get("/api/v1/images/" + SHOP.id() + "/findings")
                        .at("/items/0/accepted/confirmedBy")
                        .asString())
                .isEqualTo("second");
        assertThat(center.call("POST", "/api/v1/exceptions/" + id + "/confirmation", second, "")
                        .code())
                .isEqualTo("exception-not-waiting");
        assertThat(get("/api/v1/audit-events?type=exception.confirmed")
                        .at("/items/0/actor")
                        .asString())
                .isEqualTo("second");
    }

    @Test
    void whenItsLastDayIsOverEverythingIsJudgedAgain() throws SQLException {
        JsonNode added = added(add(CVE, "\"image\":\"shop/*\""));
        awaitVerdict(SHOP, "admitted");
        try (Connection connection = center.database().asService();
                var update = connection.prepareStatement(
                        "update plimsoll.exception set expiry = current_date - 2 where id = ?::uuid")) {
            update.setString(1, added.path("id").asString());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        center.part(Exceptions.class).expire();

        awaitVerdict(SHOP, "refused");
        assertThat(get("/api/v1/exceptions?state=expired").at("/items/0/id")).isEqualTo(added.path("id"));
        assertThat(get("/api/v1/audit-events?type=exception.expired").at("/items/0/object/id"))
                .isEqualTo(added.path("id"));
    }

    @Test
    void theFeedTellsOnceThatOneEndsSoonUnlessItWasMadeForAFewDays() throws SQLException {
        JsonNode added = added(add(CVE, "\"image\":\"shop/*\""));
        JsonNode brief = added(add(CVE, "\"image\":\"bank/*\""));
        awaitVerdict(SHOP, "admitted");
        try (Connection connection = center.database().asService();
                var update = connection.prepareStatement("update plimsoll.exception set expiry = current_date + 7,"
                        + " created_at = case when id = ?::uuid then now() - interval '30 days' else now() end"
                        + " where id in (?::uuid, ?::uuid)")) {
            update.setString(1, added.path("id").asString());
            update.setString(2, added.path("id").asString());
            update.setString(3, brief.path("id").asString());
            assertThat(update.executeUpdate()).isEqualTo(2);
        }

        center.part(Exceptions.class).tellOfEnds();
        center.part(Exceptions.class).tellOfEnds();

        JsonNode feed = get("/api/v1/notifications");
        assertThat(SCHEMA.mistakes("NotificationPage", feed)).isEmpty();
        assertThat(feed.path("items")).singleElement().satisfies(told -> {
            assertThat(told.path("kind").asString()).isEqualTo("exception-ends");
            assertThat(told.path("exceptionId")).isEqualTo(added.path("id"));
            assertThat(told.path("vulnerability").asString()).isEqualTo(CVE);
            assertThat(told.path("title").asString()).isEqualTo("nobody reaches it");
            assertThat(told.path("images").asInt()).isEqualTo(1);
        });
    }

    @Test
    void anImageIsAcceptedAsAWholeAndOneLeakAlone() {
        policy("{maximum-severity: high, leaks: refuse, no-healthcheck: refuse}");
        added(add("image", "\"image\":\"shop/web:*\""));
        awaitVerdict(SHOP, "admitted");
        assertThat(get("/api/v1/exceptions?image=" + SHOP.id())
                        .at("/items/0/findings")
                        .asInt())
                .as("one vulnerability and one leak")
                .isEqualTo(2);

        added(add("leaks/github-token", "\"image\":\"bank/*\",\"path\":\"/app/*\""));
        center.await(
                "/api/v1/images/" + BANK.id(),
                image -> image.path("violations")
                        .valueStream()
                        .noneMatch(v -> v.path("rule").asString().equals("leaks")));
        assertThat(image(BANK).path("verdict").asString()).isEqualTo("refused");
    }

    @Test
    void aPreviewSaysWhatElseItWouldMatchAndChangesNothing() {
        JsonNode all = preview(ALIAS, "");
        assertThat(SCHEMA.mistakes("ExceptionPreview", all)).isEmpty();
        assertThat(all.path("images").asInt()).isEqualTo(2);
        assertThat(all.path("findings").asInt()).isEqualTo(2);
        assertThat(preview(CVE, "\"image\":\"bank/*\"").at("/matches/0/name").asString())
                .isEqualTo("bank/web:1");
        assertThat(preview("CVE-2019-1074", "").path("images").asInt()).isZero();
        assertThat(preview("image", "\"image\":\"*/web:*\"").path("images").asInt())
                .isEqualTo(2);
        assertThat(preview("00112233445566778899aabbccddeeff", "")
                        .path("findings")
                        .asInt())
                .isEqualTo(2);
        assertThat(get("/api/v1/exceptions?state=in-force").path("items")).isEmpty();
    }

    @Test
    void theSameOneIsAddedOnceAndABadOneSaysWhatIsWrong() {
        JsonNode first = added(add(CVE, "\"image\":\"shop/*\""));
        Answer again = add(CVE, "\"image\":\"shop/*\"");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.path("id"));

        Answer bad = center.call(
                "POST",
                "/api/v1/exceptions",
                center.administrator(),
                "{\"finding\":\"CVE-1\",\"reason\":\"r\",\"expiry\":\"2099-01-01\"}");
        assertThat(bad.code()).isEqualTo("exception-invalid");
        assertThat(bad.json().path("mistakes")).hasSize(2);
        assertThat(get("/api/v1/exceptions?cursor=bm9uc2Vuc2UfeA", 400)
                        .path("code")
                        .asString())
                .isEqualTo("cursor-invalid");
    }

    @Test
    void aPipelineReadsWhatIsInForceAndNothingElse() {
        added(add(CVE, "\"image\":\"shop/*\""));
        center.createUser("pipeline", "scanner");
        String token = center.logIn("pipeline", TestCenter.PASSWORD);

        JsonNode page = center.get("/api/v1/exceptions/in-force", token).json();
        assertThat(SCHEMA.mistakes("ExceptionInForcePage", page)).isEmpty();
        assertThat(page.at("/items/0/finding").asString()).isEqualTo(CVE);
        assertThat(center.get("/api/v1/exceptions", token).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /exceptions",
                "POST /exceptions []",
                "POST /exceptions null",
                "POST /exceptions {",
                "POST /exceptions {\"finding\":{\"a\":1}}",
                "POST /exceptions {\"finding\":\"CVE-1\",\"scope\":[],\"reason\":\"known\",\"expiry\":\"SOON\"}",
                "POST /exceptions {\"finding\":\"CVE-1\",\"reason\":\"kn\\u0000own\",\"expiry\":\"SOON\"}",
                "POST /exceptions {\"finding\":\"CVE-1\",\"reason\":\"\\ud800 known\",\"expiry\":\"SOON\"}",
                "POST /exceptions {\"finding\":\"CVE-1\",\"reason\":\"known\",\"expiry\":\"+999999999-12-31\"}",
                "POST /exceptions {\"finding\":\"CVE-1\",\"reason\":\"known\",\"expiry\":20270101}",
                "POST /exceptions/preview {\"finding\":\"%\\\\_\",\"scope\":{\"package\":\"****************b\"}}",
                "POST /exceptions/preview {\"finding\":\"leaks/x\"}",
                "POST /exceptions/nonsense/confirmation",
                "POST /exceptions/00000000-0000-0000-0000-000000000000/confirmation",
                "POST /exceptions/00000000-0000-0000-0000-000000000000/withdrawal {}",
                "GET /exceptions?state=none",
                "GET /exceptions?image=%00",
                "GET /exceptions?vulnerability=%00",
                "GET /exceptions?cursor=AAAA",
                "GET /images?exception=nonsense",
                "GET /notifications?cursor=AAAA",
                "PUT /notifications/read {\"upTo\":1e400}",
                "PUT /notifications/read {\"upTo\":-1}",
                "PUT /notifications/read []",
            })
    void whatIsHostileBreaksNothing(String call) {
        String[] words = call.split(" ", 3);
        String body = words.length < 3 ? "" : words[2].replace("SOON", soon().toString());
        Answer answer = words[0].equals("GET")
                ? center.get("/api/v1" + words[1], center.administrator())
                : center.call(words[0], "/api/v1" + words[1], center.administrator(), body);
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 499);
        assertThat(answer.response().body()).doesNotContain("Exception:", "\tat ");
    }

    private static LocalDate soon() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(30);
    }

    private static Path marker() {
        return center.data().resolve("confirm-exceptions");
    }

    private static Answer add(String finding, String scope) {
        return center.call(
                "POST",
                "/api/v1/exceptions",
                center.administrator(),
                "{\"finding\":\"" + finding + "\",\"scope\":{" + scope + "},\"reason\":\"nobody reaches it\","
                        + "\"expiry\":\"" + soon() + "\"}");
    }

    private static JsonNode added(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode preview(String finding, String scope) {
        Answer answer = center.call(
                "POST",
                "/api/v1/exceptions/preview",
                center.administrator(),
                "{\"finding\":\"" + finding + "\",\"scope\":{" + scope + "}}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static void withdraw(String id, String token) {
        Answer answer =
                center.call("POST", "/api/v1/exceptions/" + id + "/withdrawal", token, "{\"reason\":\"not needed\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static JsonNode image(TestImage image) {
        return get("/api/v1/images/" + image.id());
    }

    private static void awaitVerdict(TestImage image, String verdict) {
        center.await(
                "/api/v1/images/" + image.id(),
                node -> node.path("verdict").asString().equals(verdict));
    }

    private static void policy(String checks) {
        assertThat(center.call(
                                "PUT",
                                "/api/v1/policies/strict",
                                center.administrator(),
                                "{\"document\":\"kind: AssurancePolicy\\nname: strict\\nmode: enforce\\nchecks: "
                                        + checks + "\\n\"}")
                        .status())
                .isEqualTo(200);
        Answer removed = center.call("DELETE", "/api/v1/policies/default", center.administrator(), "");
        assertThat(removed.status()).isIn(204, 404);
    }

    private static JsonNode get(String path) {
        return get(path, 200);
    }

    private static JsonNode get(String path, int status) {
        Answer answer = center.get(path, center.administrator());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        return answer.json();
    }
}
