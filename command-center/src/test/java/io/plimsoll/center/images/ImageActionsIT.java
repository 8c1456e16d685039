package io.plimsoll.center.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ImageDecisions;
import io.plimsoll.policy.SnapshotDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is done to images that somebody selected, and what it means: for the verdict, in the signed policies, in the
/// trail.
class ImageActionsIT {
    private static final TestImage WEB = new TestImage("reg.shelf.test:5000/shelf/web:1", "4.17.11");
    private static final TestImage WEB_NEXT = new TestImage("reg.shelf.test:5000/shelf/web:2", "4.17.12");
    private static final TestImage JOB = new TestImage("shelf/job:1", "4.17.13");
    private static final String OURS = "/images?query=shelf";
    private static final String UNKNOWN = Digest.of(new byte[] {7}).toString();
    private static final ContractSchema SCHEMA = new ContractSchema();

    private static TestCenter center;
    private static TestEnforcer enforcer;

    @BeforeAll
    static void start() {
        center = TestCenter.shared();
        enforcer = TestEnforcer.enrol(center, "shelf-1").connect().describe("shelf-1", "shelf-machine");
        enforcer.list(WEB.listed("scanned"), WEB_NEXT.listed("scanned"), JOB.listed("scanned"));
        center.await("/api/v1" + OURS, page -> page.at("/total/value").asInt() == 3);
        Stream.of(WEB, WEB_NEXT, JOB)
                .forEach(image -> enforcer.upload(image.id().toString(), image.inventory()));
        Stream.of(WEB, WEB_NEXT, JOB)
                .forEach(image -> await(image, one -> !verdict(one).equals("pending")));
    }

    @AfterAll
    static void stop() {
        enforcer.close();
    }

    private static Answer post(String action, Object body) {
        return center.call(
                "POST",
                "/api/v1/images/" + action,
                center.administrator(),
                JsonMapper.shared().writeValueAsString(body));
    }

    private static JsonNode outcome(String action, Object body) {
        Answer answer = post(action, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(SCHEMA.mistakes("SelectionOutcome", answer.json())).isEmpty();
        return answer.json();
    }

    private static Map<String, Object> selected(Object... ids) {
        return Map.of("images", Stream.of(ids).map(Object::toString).toList());
    }

    private static JsonNode get(String path) {
        return center.get("/api/v1" + path, center.administrator()).json();
    }

    private static JsonNode await(TestImage image, Predicate<JsonNode> until) {
        return center.await("/api/v1/images/" + image.id(), until);
    }

    private static String verdict(JsonNode image) {
        return image.path("verdict").asString();
    }

    private static List<String> ids(String path) {
        return get(path)
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static JsonNode newestEvent(String type) {
        return get("/audit-events?type=" + type).at("/items/0");
    }

    private static ImageDecisions decisions(FromCenter message) {
        return SnapshotDocument.read(message.getSnapshot().getDocument().toByteArray())
                .decisions();
    }

    private static boolean disallows(FromCenter message, TestImage image) {
        return decisions(message).disallowed().stream()
                .anyMatch(one -> one.image().equals(image.id()));
    }

    @Test
    void refusesASelectionThatIsEmptyTooLargeOrNoneOfImages() {
        for (Object images : List.of(List.of(), List.of("nginx"), Collections.nCopies(201, UNKNOWN))) {
            Answer answer = post("rescan", Map.of("images", images));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("request-invalid");
        }
        assertThat(post("disallowance", Map.of("images", List.of(UNKNOWN), "reason", " "))
                        .status())
                .isEqualTo(400);
        assertThat(post("allowance", Map.of("images", List.of(UNKNOWN), "reason", "why not", "expiry", "2020-01-01"))
                        .code())
                .isEqualTo("exception-invalid");
    }

    @Test
    void nobodyButThoseWhoMayWriteDecides() {
        center.createUser("shelf-auditor", "auditor");
        String auditor = center.logIn("shelf-auditor", TestCenter.PASSWORD);
        for (String action :
                List.of("rescan", "disallowance", "allowance", "base-approval", "base-withdrawal", "removal")) {
            assertThat(center.call("POST", "/api/v1/images/" + action, auditor, "{\"images\":[\"" + WEB.id() + "\"]}")
                            .status())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(center.get("/api/v1/images/export", auditor).status()).isEqualTo(200);
    }

    @Test
    void aDisallowedImageIsRefusedEverywhereUntilItIsAllowedAndTheOthersAreToldApart() {
        JsonNode done = outcome(
                "disallowance", Map.of("images", List.of(WEB.id().toString(), UNKNOWN), "reason", "a stolen key"));
        assertThat(done.path("done").asInt()).isEqualTo(1);
        assertThat(done.at("/failed/0/id").asString()).isEqualTo(UNKNOWN);
        assertThat(done.at("/failed/0/code").asString()).isEqualTo("image-unknown");

        JsonNode refused = await(WEB, image -> verdict(image).equals("refused"));
        assertThat(SCHEMA.mistakes("ImageDetail", refused)).isEmpty();
        assertThat(refused.at("/violations/0/rule").asString()).isEqualTo("disallowed");
        assertThat(refused.at("/violations/0/reason").asString())
                .isEqualTo("admin disallowed this image: a stolen key");
        assertThat(refused.at("/disallowal/author").asString()).isEqualTo("admin");
        assertThat(refused.at("/inRepository/images").asInt()).isEqualTo(2);
        assertThat(refused.at("/inRepository/refused").asInt()).isEqualTo(1);
        assertThat(refused.path("runtime").toString()).isEqualTo("{\"policy\":\"default-runtime\",\"mode\":\"audit\"}");
        assertThat(ids("/images?decision=disallowed&query=shelf"))
                .containsExactly(WEB.id().toString());
        enforcer.hear(message -> message.hasSnapshot() && disallows(message, WEB));
        JsonNode told = get("/image-decisions");
        assertThat(SCHEMA.mistakes("ImageDecisions", told)).isEmpty();
        assertThat(told.at("/disallowed/0/image").asString()).isEqualTo(WEB.id().toString());
        JsonNode event = newestEvent("image.disallowed");
        assertThat(event.path("reason").asString()).isEqualTo("a stolen key");
        assertThat(event.path("imageId").asString()).isEqualTo(WEB.id().toString());

        LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        assertThat(outcome(
                                "allowance",
                                Map.of(
                                        "images",
                                        List.of(WEB.id().toString()),
                                        "reason",
                                        "the key is revoked",
                                        "expiry",
                                        lastDay.toString()))
                        .path("done")
                        .asInt())
                .isEqualTo(1);
        await(WEB, image -> verdict(image).equals("admitted"));
        enforcer.hear(message -> message.hasSnapshot() && !disallows(message, WEB));
        assertThat(get("/exceptions?image=" + WEB.id()).at("/items/0/reason").asString())
                .isEqualTo("the key is revoked");
        assertThat(newestEvent("image.allowed").at("/details/before").asString())
                .isEqualTo("disallowed");
    }

    @Test
    void anApprovedBaseIsPartOfTheSignedPoliciesUntilItIsWithdrawn() {
        assertThat(outcome("base-approval", selected(JOB.id())).path("done").asInt())
                .isEqualTo(1);
        FromCenter signed = enforcer.hear(message ->
                message.hasSnapshot() && decisions(message).approvedBases().equals(Set.of(layerOf(JOB))));
        assertThat(signed.hasSnapshot()).isTrue();
        assertThat(ids("/images?decision=approved-base"))
                .containsExactly(JOB.id().toString());
        assertThat(get("/images/" + JOB.id()).at("/baseApproval/author").asString())
                .isEqualTo("admin");
        assertThat(newestEvent("image.base-approved").at("/details/chain-id").asString())
                .isEqualTo(layerOf(JOB).toString());

        assertThat(outcome("base-withdrawal", selected(JOB.id())).path("done").asInt())
                .isEqualTo(1);
        enforcer.hear(message ->
                message.hasSnapshot() && decisions(message).approvedBases().isEmpty());
        assertThat(get("/image-decisions").path("approvedBases")).isEmpty();
    }

    /// An image of one layer has its digest for a chain id.
    private static Digest layerOf(TestImage image) {
        return Digest.parse(get("/images/" + image.id()).at("/layers/0/diffId").asString());
    }

    @Test
    void aRescanAsksTheHostsAndNoImageFallsBackToPending() {
        String before = verdict(get("/images/" + JOB.id()));
        JsonNode done = outcome("rescan", selected(JOB.id(), UNKNOWN));
        assertThat(done.path("done").asInt()).isEqualTo(1);
        enforcer.hear(message -> message.hasScan());
        enforcer.list(WEB.listed("scanned"), WEB_NEXT.listed("scanned"), JOB.listed("scanning"));
        center.await(
                "/api/v1/audit-events?type=image.scan-requested&image=" + JOB.id(),
                page -> page.at("/total/value").asInt() > 0);
        JsonNode during = get("/images/" + JOB.id());
        assertThat(verdict(during)).isEqualTo(before).isNotEqualTo("pending");
        assertThat(during.path("scanState").asString()).isEqualTo("scanned");
    }

    @Test
    void whatAHostHoldsIsNotDeletedAndWhatNoneHoldsLosesAllThatIsStored() {
        TestImage old = new TestImage("shelf-old/one:1", "4.17.9");
        try (TestEnforcer other = TestEnforcer.enrol(center, "shelf-2").connect()) {
            other.describe("shelf-2", "shelf-machine-2");
            other.list(old.listed("scanned"));
            center.await(
                    "/api/v1/images?query=shelf-old",
                    page -> page.at("/total/value").asInt() == 1);
            other.upload(old.id().toString(), old.inventory());
            await(old, image -> image.path("packages").asInt() == 1);
            JsonNode held = outcome("removal", selected(old.id()));
            assertThat(held.path("done").asInt()).isZero();
            assertThat(held.at("/failed/0/code").asString()).isEqualTo("image-on-host");
            assertThat(held.at("/failed/0/detail").asString()).contains("shelf-2");
        }
        silence("shelf-2");

        assertThat(outcome("removal", selected(old.id())).path("done").asInt()).isEqualTo(1);
        assertThat(ids("/images?query=shelf-old")).isEmpty();
        assertThat(get("/images/" + old.id()).path("packages").asInt()).isZero();
        assertThat(newestEvent("image.deleted").path("imageName").asString()).isEqualTo("shelf-old/one:1");
    }

    /// As if the host had said nothing for two days.
    private static void silence(String host) {
        try (Connection connection = center.database().asService();
                PreparedStatement change = connection.prepareStatement(
                        "update host set images_reported_at = now() - interval '2 days' where name = ?")) {
            change.setString(1, host);
            change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void narrowsTheListByRegistryRepositoryLabelAndSeverity() {
        assertThat(center.call(
                                "PUT",
                                "/api/v1/labels/image/" + WEB_NEXT.id() + "/shelf-team",
                                center.administrator(),
                                "{\"value\":\"shop\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ids("/images?registry=reg.shelf.test:5000"))
                .containsExactly(WEB.id().toString(), WEB_NEXT.id().toString());
        assertThat(ids("/images?registry=docker.io&query=shelf"))
                .contains(JOB.id().toString());
        assertThat(ids("/images?repository=reg.shelf.test:5000/shelf/web")).hasSize(2);
        assertThat(ids("/images?label=shelf-team"))
                .containsExactly(WEB_NEXT.id().toString());
        assertThat(ids("/images?label=shelf-team=shop"))
                .containsExactly(WEB_NEXT.id().toString());
        assertThat(ids("/images?label=shelf-team=bank")).isEmpty();
        assertThat(ids("/images?severity=low&query=shelf")).isEmpty();
        assertThat(SCHEMA.mistakes("ImagePage", get("/images?registry=docker.io")))
                .isEmpty();
        JsonNode registries = get("/image-registries");
        assertThat(SCHEMA.mistakes("ImageRegistries", registries)).isEmpty();
        assertThat(registries
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("registry").asString()))
                .contains("docker.io", "reg.shelf.test:5000");
        for (String wrong : List.of("severity=bad", "decision=maybe", "exception=1", "sort=size")) {
            assertThat(center.get("/api/v1/images?" + wrong, center.administrator())
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void exportsExactlyTheFilteredRowsInTheOrderOfTheList() {
        String filter = "registry=reg.shelf.test:5000&sort=created";
        Answer csv = center.get("/api/v1/images/export?" + filter, center.administrator());
        assertThat(csv.response().headers().firstValue("content-disposition").orElse(""))
                .startsWith("attachment; filename=\"plimsoll-images-")
                .endsWith(".csv\"");
        List<String> lines = csv.response().body().lines().toList();
        assertThat(lines.getFirst()).startsWith("\"image\",\"id\",\"repository\"");
        List<String> listed = ids("/images?" + filter);
        assertThat(lines).hasSize(1 + listed.size());
        for (int i = 0; i < listed.size(); i++) {
            assertThat(lines.get(i + 1)).contains(listed.get(i));
        }
        JsonNode json = get("/images/export?format=json&" + filter);
        assertThat(json.valueStream().map(one -> one.path("id").asString())).containsExactlyElementsOf(listed);
        assertThat(SCHEMA.mistakes("Image", json.path(0))).isEmpty();
        assertThat(newestEvent("image.exported").at("/details/filters").asString())
                .isEqualTo("registry=reg.shelf.test:5000 sort=created");
    }
}
