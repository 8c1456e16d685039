package io.plimsoll.center.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// In which images and running containers packages and vulnerabilities are; each step on what the one before left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcrossImagesIT {
    private static final TestImage SHOP = new TestImage("shop:1", "4.17.11");
    private static final TestImage MAIL = new TestImage("mail:1", "4.17.11");
    private static final TestImage GOOD = new TestImage("good:1", "4.17.21");
    private static final ContractSchema SCHEMA = new ContractSchema();

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
    void countsNothingWhereNothingIsScanned() {
        assertThat(get("/packages").toString()).isEqualTo("{\"items\":[],\"total\":{\"value\":0,\"relation\":\"eq\"}}");
        assertThat(get("/vulnerabilities").path("items")).isEmpty();
    }

    @Test
    @Order(2)
    void countsImagesAndRunningContainersOfEachPackage() {
        list(SHOP, MAIL, GOOD);
        for (TestImage image : List.of(SHOP, MAIL, GOOD)) {
            enforcer.upload(image.id().toString(), image.inventory());
        }
        enforcer.say(FromEnforcer.newBuilder()
                .setContainers(ContainersReport.newBuilder()
                        .addContainers(container("c1", SHOP, "running"))
                        .addContainers(container("c2", SHOP, "running"))
                        .addContainers(container("c3", GOOD, "exited"))));
        awaitPackages("lodash 4.17.11 2 2", "lodash 4.17.21 1 0");
        assertThat(SCHEMA.mistakes("PackageInUsePage", get("/packages"))).isEmpty();
    }

    @Test
    @Order(3)
    void findsPackagesByWordsTypeVersionAndWhetherTheyRun() {
        assertThat(packages("?query=LODASH%204.17.11")).containsExactly("lodash 4.17.11 2 2");
        assertThat(packages("?version=4.17.21&type=npm")).containsExactly("lodash 4.17.21 1 0");
        assertThat(packages("?type=deb")).isEmpty();
        assertThat(packages("?running=true")).containsExactly("lodash 4.17.11 2 2");
        assertThat(packages("?running=false")).containsExactly("lodash 4.17.21 1 0");
        for (String literal : List.of("%25", "_", "4%25", "lodash%5C", "%27%20or%201%3D1--")) {
            assertThat(packages("?query=" + literal)).as(literal).isEmpty();
        }
        for (String wrong : List.of("type=planet", "running=maybe", "version=%00", "version=" + "x".repeat(501))) {
            assertThat(center.get("/api/v1/packages?" + wrong, center.administrator())
                            .code())
                    .as(wrong)
                    .isEqualTo("request-invalid");
        }
    }

    @Test
    @Order(4)
    void givesPackagesPageByPage() {
        JsonNode first = get("/packages?limit=1");
        JsonNode second = get("/packages?limit=1&cursor=" + first.path("next").asString());
        assertThat(first.at("/items/0/version").asString()).isEqualTo("4.17.11");
        assertThat(first.at("/total/value").asInt()).isEqualTo(2);
        assertThat(second.at("/items/0/version").asString()).isEqualTo("4.17.21");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    @Order(5)
    void countsEachVulnerabilityOnce() {
        importBundle(new TestBundle().trustedBy(center));
        JsonNode page = center.await(
                "/api/v1/vulnerabilities",
                answer -> answer.at("/items/0/images").asInt() == 2);
        assertThat(SCHEMA.mistakes("VulnerabilityPage", page)).isEmpty();
        assertThat(page.path("items")).hasSize(1);
        JsonNode one = page.at("/items/0");
        assertThat(one.path("id").asString()).isEqualTo("CVE-2019-10744");
        assertThat(one.path("severity").asString()).isEqualTo("critical");
        assertThat(one.path("runningContainers").asInt()).isEqualTo(2);
        assertThat(one.path("epss").asDouble()).isEqualTo(0.5);
        String all = "severity=critical&running=true&fixed=true&exploited=true&query=ghsa-jf85%20pollution";
        assertThat(get("/vulnerabilities?" + all).path("items")).hasSize(1);
        for (String other : List.of(
                "severity=low", "running=false", "fixed=false", "exploited=false", "query=%25", "query=nothing")) {
            assertThat(get("/vulnerabilities?" + other).path("items")).as(other).isEmpty();
        }
    }

    @Test
    @Order(6)
    void leadsToTheImages() {
        assertThat(images("?package=lodash")).containsExactly("good:1", "mail:1", "shop:1");
        assertThat(images("?package=lodash&packageVersion=4.17.11&packageType=npm"))
                .containsExactly("mail:1", "shop:1");
        assertThat(images("?package=lodash&packageType=deb")).isEmpty();
        assertThat(images("?package=lod%25")).isEmpty();
        assertThat(images("?vulnerability=CVE-2019-10744")).containsExactly("mail:1", "shop:1");
        for (String wrong : List.of("packageVersion=1", "package=%00", "vulnerability=" + "x".repeat(501))) {
            assertThat(center.get("/api/v1/images?" + wrong, center.administrator())
                            .code())
                    .as(wrong)
                    .isEqualTo("request-invalid");
        }
    }

    @Test
    @Order(7)
    void followsAnInventoryThatIsReplacedEvenByOneWithAbsurdNames() {
        String absurd = new String(MAIL.inventory(), StandardCharsets.UTF_8)
                .replace("\"name\":\"lodash\"", "\"name\":\"" + "\u00e4".repeat(390) + "%\"")
                .replace("\"version\":\"4.17.11\"", "\"version\":\"" + "9".repeat(300) + "\"");
        enforcer.upload(MAIL.id().toString(), absurd.getBytes(StandardCharsets.UTF_8));
        awaitPackages(
                "lodash 4.17.11 1 2", "lodash 4.17.21 1 0", "\u00e4".repeat(390) + "% " + "9".repeat(200) + " 1 0");
        assertThat(packages("?query=%25")).hasSize(1);
        center.await(
                "/api/v1/vulnerabilities", page -> page.at("/items/0/images").asInt() == 1);
        assertThat(images("?package=lodash")).containsExactly("good:1", "shop:1");
    }

    @Test
    @Order(8)
    void forgetsWhatNoHostHoldsAnyMore() {
        list(GOOD);
        awaitPackages("lodash 4.17.21 1 0");
        center.await("/api/v1/vulnerabilities", page -> page.path("items").isEmpty());
    }

    private static Container.Builder container(String id, TestImage image, String state) {
        return Container.newBuilder()
                .setId(id)
                .setName(id)
                .setImageId(image.id().toString())
                .setImageName(image.name())
                .setState(state)
                .setExecGate("none");
    }

    private static void list(TestImage... images) {
        Image[] listed =
                Arrays.stream(images).map(image -> image.listed("scanned")).toArray(Image[]::new);
        enforcer.list(listed);
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == images.length);
    }

    private static void importBundle(TestBundle bundle) {
        Answer answer = center.importBundle(bundle.built(Instant.parse("2026-11-01T00:00:00Z"), "4.17.12"));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void awaitPackages(String... wanted) {
        center.await("/api/v1/packages", page -> inWords(page).equals(List.of(wanted)));
    }

    private static List<String> packages(String filter) {
        return inWords(get("/packages" + filter));
    }

    /// Name, version, images and running containers of each.
    private static List<String> inWords(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(each -> each.path("name").asString() + " "
                        + each.path("version").asString() + " "
                        + each.path("images").asInt() + " "
                        + each.path("runningContainers").asInt())
                .toList();
    }

    private static List<String> images(String filter) {
        return get("/images" + filter)
                .path("items")
                .valueStream()
                .map(each -> each.at("/names/0").asString())
                .toList();
    }

    private static JsonNode get(String path) {
        Answer answer = center.get("/api/v1" + path, center.administrator());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
