package io.plimsoll.center.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FetchBundleRequest;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// From a host's listing over its inventory to findings, verdicts and evidence; each step on what the one before left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AssuranceIT {
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");
    private static final TestImage OTHER = new TestImage("other:1", "4.17.21");
    private static final ContractSchema SCHEMA = new ContractSchema();
    private static final TestBundle BUNDLE = new TestBundle();

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
    void listsWhatAHostListsAndCallsItUnscanned() {
        enforcer.list(SHOP.listed("unscanned"), OTHER.listed("unscanned"));
        JsonNode image = image(SHOP, i -> i.path("verdict").asString().equals("would-refuse"));
        assertThat(image.path("scanState").asString()).isEqualTo("unscanned");
        assertThat(image.at("/violations/0/rule").asString()).isEqualTo("unscanned");
        assertThat(get("/api/v1/images").at("/total/value").asInt()).isEqualTo(2);
        assertThat(get("/api/v1/images?query=shop").path("items")).hasSize(1);
        assertThat(get("/api/v1/images?verdict=refused").path("items")).isEmpty();
        assertThat(get("/api/v1/images?scanState=not-scanned").at("/total/value"))
                .isEqualTo(get("/api/v1/dashboard").at("/images/unscanned"))
                .isNotEqualTo(get("/api/v1/images?scanState=scanned").at("/total/value"));
    }

    @Test
    @Order(2)
    void asksForInventoriesThatItLacksAndTakesNoOthers() {
        enforcer.list(SHOP.listed("scanned"));
        assertThat(enforcer.hear(FromCenter::hasInventory).getInventory().getImageId())
                .isEqualTo(SHOP.id().toString());
        assertThatThrownBy(() -> enforcer.upload(OTHER.id().toString(), OTHER.inventory()))
                .hasMessageContaining("FAILED_PRECONDITION");
        assertThatThrownBy(() -> enforcer.upload(SHOP.id().toString(), OTHER.inventory()))
                .hasMessageContaining("INVALID_ARGUMENT");
        assertThatThrownBy(() ->
                        enforcer.upload(SHOP.id().toString(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessageContaining("INVALID_ARGUMENT");
        enforcer.upload(SHOP.id().toString(), SHOP.inventory());
        JsonNode image = image(
                SHOP,
                i -> i.path("scanState").asString().equals("scanned")
                        && i.path("notAssessed").asInt() == 1);
        assertThat(image.path("distribution").asString()).isEqualTo("Debian GNU/Linux 12");
        assertThat(image.at("/violations/0/rule").asString()).isEqualTo("incomplete");
    }

    @Test
    @Order(3)
    void refusesBundlesThatNobodyHereTrustsAndSaysWhereToPutTheKey() {
        Answer unknown = center.importBundle(BUNDLE.built(BUILT, "4.17.12"));
        assertThat(unknown.code()).isEqualTo("bundle-key-unknown");
        assertThat(unknown.json().path("detail").asString()).contains("bundle-keys");
        BUNDLE.trustedBy(center);
        byte[] tampered = BUNDLE.built(BUILT, "4.17.12");
        tampered[tampered.length - 1] ^= 1;
        assertThat(center.importBundle(tampered).code()).isEqualTo("bundle-tampered");
        assertThat(center.importBundle("nonsense".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("bundle-invalid");
        assertThat(get("/api/v1/intelligence").path("state").asString()).isEqualTo("none");
        assertThat(get("/api/v1/audit-events?type=intelligence.refused")
                        .at("/total/value")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void matchesEverythingAgainWhenABundleComesAndOffersItToHosts() {
        byte[] bundle = BUNDLE.built(BUILT, "4.17.12");
        Answer imported = center.importBundle(bundle);
        assertThat(imported.status()).isEqualTo(200);
        assertThat(SCHEMA.mistakes("Intelligence", imported.json())).isEmpty();
        var offer = enforcer.hear(FromCenter::hasBundle).getBundle();
        assertThat(offer.getDigest()).isEqualTo(Digest.of(bundle).toString());
        ByteArrayOutputStream fetched = new ByteArrayOutputStream();
        enforcer.calls()
                .fetchBundle(FetchBundleRequest.newBuilder()
                        .setDigest(offer.getDigest())
                        .build())
                .forEachRemaining(chunk -> fetched.writeBytes(chunk.getData().toByteArray()));
        assertThat(fetched.toByteArray()).isEqualTo(bundle);
        JsonNode image = image(SHOP, i -> i.at("/severities/critical").asInt() == 1);
        assertThat(image.path("kev").asInt()).isEqualTo(1);
        assertThat(image.at("/violations/0/reason").asString())
                .contains("CVE-2019-10744")
                .contains("4.17.12");
        JsonNode finding = get("/api/v1/images/" + SHOP.id() + "/findings").at("/items/0");
        assertThat(SCHEMA.mistakes("Finding", finding)).isEmpty();
        assertThat(finding.at("/package/purl").asString()).isEqualTo("pkg:npm/lodash@4.17.11");
    }

    @Test
    @Order(5)
    void judgesAgainWhenAPolicyChanges() {
        putPolicy("production", "enforce", "critical");
        assertThat(image(SHOP, i -> i.path("verdict").asString().equals("would-refuse")))
                .isNotNull();
        putPolicy("production", "enforce", "high");
        JsonNode image = image(SHOP, i -> i.path("verdict").asString().equals("refused"));
        assertThat(image.at("/violations/0/policy").asString()).isEqualTo("production");
        assertThat(image.at("/violations/0/mode").asString()).isEqualTo("enforce");
        JsonNode event =
                get("/api/v1/audit-events?type=policy.changed&query=production").at("/items/0");
        assertThat(event.at("/details/before").asString()).contains("maximum-severity: critical");
        assertThat(event.at("/details/after").asString()).contains("maximum-severity: high");
    }

    @Test
    @Order(6)
    void refusesAnOlderBundleAndTakesANewerOne() {
        assertThat(center.importBundle(BUNDLE.built(BUILT.minusSeconds(3600), "4.17.12"))
                        .code())
                .isEqualTo("bundle-older");
        assertThat(center.importBundle(BUNDLE.built(BUILT.plusSeconds(3600), "4.17.5"))
                        .status())
                .isEqualTo(200);
        image(SHOP, i -> i.path("verdict").asString().equals("admitted"));
        assertThat(center.importBundle(BUNDLE.built(BUILT.plusSeconds(7200), "4.17.12"))
                        .status())
                .isEqualTo(200);
        image(SHOP, i -> i.path("verdict").asString().equals("refused"));
        JsonNode changes = get("/api/v1/intelligence/changes").path("items");
        assertThat(SCHEMA.mistakes("FindingChange", changes.get(0))).isEmpty();
        assertThat(changes)
                .extracting(
                        change -> change.at("/package/name").asString(),
                        change -> change.path("field").asString(),
                        change -> change.path("before").asString(),
                        change -> change.path("after").asString(),
                        change -> change.path("images").asInt())
                .as("the first match of an image is no change")
                .containsExactly(
                        tuple("lodash", "finding", "", "fixed", 1), tuple("lodash", "finding", "fixed", "", 1));
    }

    @Test
    @Order(7)
    void aBundleThatSaysNothingNewHasNoImageMatchedAgain() throws SQLException {
        String finding = "/api/v1/images/" + SHOP.id() + "/findings";
        JsonNode before = get(finding).at("/items/0");
        String workedOut = workedOut();
        Instant built = BUILT.plusSeconds(9000);
        assertThat(center.importBundle(BUNDLE.built(built, "4.17.12")).status()).isEqualTo(200);
        await(
                () -> get("/api/v1/images/" + SHOP.id()),
                i -> i.path("bundleBuiltAt").asString().equals(built.toString()));
        assertThat(workedOut()).isEqualTo(workedOut);
        assertThat(get(finding).at("/items/0")).isEqualTo(before);
        assertThat(get("/api/v1/intelligence/changes").path("items")).hasSize(2);
    }

    private static String workedOut() throws SQLException {
        try (Connection connection = center.database().asOwner();
                PreparedStatement query =
                        connection.prepareStatement("select findings_at::text from plimsoll.image where id = ?")) {
            query.setString(1, SHOP.id().toString());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    @Order(8)
    void showsContainersWithTheVerdictOnTheirImageAndTheLabelsThatCount() {
        enforcer.say(FromEnforcer.newBuilder()
                .setContainers(ContainersReport.newBuilder()
                        .addContainers(Container.newBuilder()
                                .setId("c1")
                                .setName("shop")
                                .setImageId(SHOP.id().toString())
                                .setImageName(SHOP.name())
                                .setState("running")
                                .setExecGate("enforce"))
                        .addContainers(Container.newBuilder()
                                .setId("c2")
                                .setName("batch")
                                .setImageId(SHOP.id().toString())
                                .setState("exited")
                                .setExecGate("none")
                                .setExecGateDetail("started before Plimsoll"))));
        JsonNode host = await(
                () -> get("/api/v1/hosts").at("/items/0"),
                h -> h.path("containers").asInt() == 2);
        assertThat(SCHEMA.mistakes("Host", host)).isEmpty();
        String hostId = host.path("id").asString();
        putLabel("host", hostId, "pci-scope", "cde");
        putLabel("image", SHOP.id().toString(), "owner", "shop team");
        putLabel("container", "c1", "pci-scope", "out");
        JsonNode container = get("/api/v1/containers/c1");
        assertThat(SCHEMA.mistakes("Container", container)).isEmpty();
        assertThat(container.path("verdict").asString()).isEqualTo("refused");
        assertThat(container.at("/labels/pci-scope").asString()).isEqualTo("cde");
        assertThat(container.at("/labels/owner").asString()).isEqualTo("shop team");
        assertThat(get("/api/v1/containers?state=running").path("items")).hasSize(1);
        assertThat(get("/api/v1/containers?execGate=none").at("/items/0/name").asString())
                .isEqualTo("batch");
        assertThat(get("/api/v1/containers?hostId=" + hostId).path("items")).hasSize(2);
        assertThat(image(SHOP, i -> i.path("runningContainers").asInt() == 1)).isNotNull();
    }

    @Test
    @Order(9)
    void labelsOnlyWhatExistsAndWithWordsThatMeanSomething() {
        String admin = center.administrator();
        assertThat(center.call("PUT", "/api/v1/labels/image/sha256:00/owner", admin, "{\"value\":\"x\"}")
                        .code())
                .isEqualTo("asset-unknown");
        assertThat(center.call("PUT", "/api/v1/labels/container/c1/pci-scope", admin, "{\"value\":\"maybe\"}")
                        .code())
                .isEqualTo("label-invalid");
        assertThat(center.call("PUT", "/api/v1/labels/planet/c1/owner", admin, "{\"value\":\"x\"}")
                        .code())
                .isEqualTo("request-invalid");
        JsonNode labels = get("/api/v1/labels?kind=container&id=c1");
        assertThat(labels.path("items")).hasSize(1);
        assertThat(SCHEMA.mistakes("Label", labels.at("/items/0"))).isEmpty();
        assertThat(center.call("DELETE", "/api/v1/labels/container/c1/pci-scope", admin, "")
                        .status())
                .isEqualTo(204);
        assertThat(get("/api/v1/audit-events?type=label.deleted")
                        .at("/items/0/details/before")
                        .asString())
                .isEqualTo("out");
    }

    @Test
    @Order(10)
    void asksTheHostsOfAnImageToScanItAfresh() {
        assertThat(center.call("POST", "/api/v1/images/" + SHOP.id() + "/rescan", center.administrator(), "")
                        .status())
                .isEqualTo(202);
        assertThat(enforcer.hear(FromCenter::hasScan).getScan().getImageId())
                .isEqualTo(SHOP.id().toString());
    }

    @Test
    @Order(11)
    void everythingLooksAsTheContractSays() {
        for (String[] route : new String[][] {
            {"/api/v1/images", "ImagePage"},
            {"/api/v1/images/" + SHOP.id(), "ImageDetail"},
            {"/api/v1/images/" + SHOP.id() + "/packages", "PackagePage"},
            {"/api/v1/images/" + SHOP.id() + "/findings", "FindingPage"},
            {"/api/v1/containers", "ContainerPage"},
            {"/api/v1/hosts", "HostPage"},
            {"/api/v1/policies", "PolicyPage"},
            {"/api/v1/audit-events?limit=500", "AuditEventPage"},
            {"/api/v1/audit-checkpoints", "AuditCheckpointPage"},
            {"/api/v1/enforcers", "EnforcerPage"},
            {"/api/v1/enrolment-tokens", "EnrolmentTokenPage"},
            {"/api/v1/labels", "LabelPage"},
            {"/api/v1/users", "UserPage"},
            {"/api/v1/sessions/current", "CurrentSession"},
            {"/api/v1/health", "Health"},
            {"/api/v1/dashboard", "Dashboard"},
            {"/api/v1/compliance/pci", "PciReport"},
            {"/api/v1/intelligence", "Intelligence"}
        }) {
            JsonNode answer = get(route[0]);
            assertThat(SCHEMA.mistakes(route[1], answer)).as(route[0]).isEmpty();
        }
        assertThat(SCHEMA.mistakes(
                        "Problem",
                        center.get("/api/v1/images/sha256:00", center.administrator())
                                .json()))
                .isEmpty();
    }

    @Test
    @Order(12)
    void sortsImagesInEveryOrderPageByPage() {
        enforcer.list(SHOP.listed("scanned"), OTHER.listed("unscanned"));
        await(() -> get("/api/v1/images"), page -> page.at("/total/value").asInt() == 2);
        for (String sort : new String[] {"name", "created", "severity"}) {
            JsonNode first = get("/api/v1/images?limit=1&sort=" + sort);
            JsonNode second = get("/api/v1/images?limit=1&sort=" + sort + "&cursor="
                    + first.path("next").asString());
            assertThat(first.at("/items/0/id")).as(sort).isNotEqualTo(second.at("/items/0/id"));
            assertThat(second.has("next")).as(sort).isFalse();
        }
        assertThat(get("/api/v1/images?sort=severity").at("/items/0/id").asString())
                .isEqualTo(SHOP.id().toString());
    }

    @Test
    @Order(13)
    void findsTheSameBundleAndVerdictsAfterARestart() {
        center.restart();
        assertThat(get("/api/v1/intelligence").path("state").asString()).isEqualTo("in-use");
        assertThat(image(SHOP, i -> true).path("verdict").asString()).isEqualTo("refused");
    }

    @Test
    @Order(14)
    void judgesWhatIsInsideAnImageAndWhatNobodyLookedFor() {
        Answer answer = center.call(
                "PUT",
                "/api/v1/policies/content",
                center.administrator(),
                "{\"document\":\"kind: AssurancePolicy\\nname: content\\nmode: audit"
                        + "\\nchecks: {leaks: refuse, card-numbers: refuse, no-healthcheck: refuse}\\n\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode image = image(SHOP, i -> i.path("violations").size() == 4);
        assertThat(image.path("violations"))
                .extracting(violation -> violation.path("rule").asString())
                .as("those of stricter modes first")
                .containsExactly("maximum-severity", "maximum-severity", "leaks", "no-healthcheck");
        assertThat(image.at("/violations/2/reason").asString())
                .isEqualTo(
                        "github-token (high) in /app/ci.sh, line 3 (deleted by a higher layer, but still in the image)");
        assertThat(image.at("/violations/3/reason").asString()).contains("nobody looked");
        JsonNode sensitive = get("/api/v1/images/" + SHOP.id()).path("sensitive");
        assertThat(SCHEMA.mistakes("SensitiveContent", sensitive)).isEmpty();
        assertThat(sensitive.at("/leaks/0/path").asString()).isEqualTo("/app/ci.sh");
        assertThat(sensitive.at("/leaks/0/deleted").asBoolean()).isTrue();
    }

    @Test
    @Order(15)
    void judgesWhereAnImageAndItsPartsComeFromAndTellsWhoAsked() {
        String approved = "sha256:" + "0".repeat(64);
        Answer answer = center.call(
                "PUT",
                "/api/v1/policies/supply",
                center.administrator(),
                "{\"document\":\"kind: AssurancePolicy\\nname: supply\\nmode: audit\\nscope: {repositories: [shop/web]}"
                        + "\\nchecks:\\n  denied-packages: [{name: lodash, type: npm, versions: '< 4.17.12'}]"
                        + "\\n  known-exploited: refuse\\n  maximum-scan-age: 1d\\n  end-of-life: refuse"
                        + "\\n  no-worse-than-running: refuse\\n  approved-digests: {'shop/web:1.4': ['" + approved
                        + "']}\\n\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode image = image(
                SHOP, i -> i.path("violations").findValuesAsString("policy").contains("supply"));
        assertThat(SCHEMA.mistakes("Image", image)).isEmpty();
        List<JsonNode> violations = image.path("violations")
                .valueStream()
                .filter(violation -> violation.path("policy").asString().equals("supply"))
                .toList();
        assertThat(violations)
                .as("the scan is new, and the image is the version that runs")
                .extracting(
                        violation -> violation.path("rule").asString(),
                        violation -> violation.path("reason").asString().startsWith("undecided: "))
                .containsExactly(
                        tuple("known-exploited", false),
                        tuple("denied-packages", false),
                        tuple("end-of-life", true),
                        tuple("approved-digests", false));
        assertThat(violations.getLast().path("reason").asString())
                .contains(SHOP.id().toString());
        assertThat(violations).allSatisfy(violation -> {
            assertThat(violation.at("/written/by").asString())
                    .isEqualTo(answer.json().path("changedBy").asString());
            assertThat(violation.at("/written/version").asLong())
                    .isEqualTo(answer.json().path("version").asLong());
        });
    }

    @Test
    @Order(16)
    void anImageThatNoHostListsIsGone() {
        enforcer.close();
        await(
                () -> get("/api/v1/audit-events?type=enforcer.disconnected"),
                page -> page.at("/total/value").asInt() > 0);
        enforcer = TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1");
        enforcer.list(OTHER.listed("unscanned"));
        await(() -> get("/api/v1/images"), page -> page.at("/total/value").asInt() == 1);
        assertThat(get("/api/v1/images?query=shop").path("items")).isEmpty();
    }

    private static JsonNode image(TestImage image, Predicate<JsonNode> until) {
        return await(
                () -> get("/api/v1/images?query=" + image.id().shortHex()).at("/items/0"),
                node -> !node.isMissingNode() && until.test(node));
    }

    private static JsonNode await(java.util.function.Supplier<JsonNode> read, Predicate<JsonNode> until) {
        JsonNode last = read.get();
        for (int i = 0; i < 200 && !until.test(last); i++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            last = read.get();
        }
        assertThat(until.test(last)).as("in the end: %s", last).isTrue();
        return last;
    }

    private static void putPolicy(String name, String mode, String severity) {
        Answer answer = center.call(
                "PUT",
                "/api/v1/policies/" + name,
                center.administrator(),
                "{\"document\":\"kind: AssurancePolicy\\nname: " + name + "\\nmode: " + mode
                        + "\\nchecks:\\n  maximum-severity: " + severity + "\\n\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(SCHEMA.mistakes("Policy", answer.json())).isEmpty();
    }

    private static void putLabel(String kind, String id, String key, String value) {
        Answer answer = center.call(
                "PUT",
                "/api/v1/labels/" + kind + "/" + id + "/" + key,
                center.administrator(),
                "{\"value\":\"" + value + "\"}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static JsonNode get(String path) {
        Answer answer = center.get(path, center.administrator());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
