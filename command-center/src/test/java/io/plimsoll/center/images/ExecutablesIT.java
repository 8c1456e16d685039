package io.plimsoll.center.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.model.Digest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The list of an image's executables, out of the document that its scanner wrote.
class ExecutablesIT {
    private static final TestImage MANY = new TestImage("programs/many:1", "4.17.11");
    private static final TestImage OLD = new TestImage("programs/old:1", "4.17.12");
    private static final TestImage UNSCANNED = new TestImage("programs/unscanned:1", "4.17.13");
    private static final int EXECUTABLES = 40_000;
    private static final Digest BASE = Digest.of(new byte[] {1});
    private static final Digest OURS = Digest.of(new byte[] {2});

    private static TestCenter center;
    private static TestEnforcer enforcer;

    @BeforeAll
    static void start() {
        center = TestCenter.shared();
        enforcer = TestEnforcer.enrol(center, "programs-1").connect().describe("programs-1", "programs-machine");
        enforcer.list(MANY.listed("scanned"), OLD.listed("scanned"), UNSCANNED.listed("unscanned"));
        center.await(
                "/api/v1/images?query=programs/",
                page -> page.at("/total/value").asInt() == 3);
        enforcer.upload(MANY.id().toString(), many());
        enforcer.upload(OLD.id().toString(), OLD.inventory());
        center.await(
                "/api/v1/images/" + MANY.id(),
                image -> image.path("executables").asInt() == EXECUTABLES);
    }

    @AfterAll
    static void stop() {
        enforcer.close();
    }

    @Test
    void isEmptyBeforeAScan() {
        JsonNode page = page(UNSCANNED, "");
        assertThat(page.path("items")).isEmpty();
        assertThat(page.at("/total/value").asInt()).isZero();
    }

    @Test
    void tellsWhatEachOneIsAndWhereItIsFrom() {
        JsonNode page = page(MANY, "?limit=2");
        assertThat(new ContractSchema().mistakes("ExecutablePage", page)).isEmpty();
        assertThat(page.path("total").toString())
                .as("counted as far as any list")
                .isEqualTo("{\"value\":10000,\"relation\":\"gte\"}");
        assertThat(page.at("/items/0").toString())
                .isEqualTo("{\"path\":\"/usr/bin/p00000\",\"size\":5,\"mode\":\"4755\",\"sha256\":\""
                        + Digest.of("0".getBytes(UTF_8)) + "\",\"layer\":\"" + BASE
                        + "\",\"part\":\"base\",\"owner\":\"pkg:deb/debian/coreutils@9.1\",\"owned\":true}");
        assertThat(page.at("/items/1/part").asString()).isEqualTo("application");
        assertThat(page.at("/items/1").has("owner")).isFalse();
        assertThat(page.at("/items/1/owned").asBoolean()).isFalse();
    }

    @Test
    void pagesLeadThroughAllOfThem() {
        int seen = 0;
        String last = "";
        String cursor = "";
        do {
            JsonNode page = page(MANY, "?limit=500&query=p3" + cursor);
            for (JsonNode each : page.path("items")) {
                assertThat(each.path("path").asString()).isGreaterThan(last);
                last = each.path("path").asString();
                seen++;
            }
            assertThat(page.at("/total/value").asInt()).isEqualTo(10_000);
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(10_000);
        assertThat(last).as("behind the first slices of the document").isEqualTo("/usr/bin/p39999");
    }

    @Test
    void isNarrowedByWordsAndByWhetherAPackageBroughtThem() {
        assertThat(paths(page(MANY, "?query=P00001%20/usr"))).containsExactly("/usr/bin/p00001");
        assertThat(page(MANY, "?query=coreutils%20p0000").at("/total/value").asInt())
                .isEqualTo(5);
        assertThat(page(MANY, "?owned=false&query=p3").at("/total/value").asInt())
                .isEqualTo(5_000);
        assertThat(paths(page(MANY, "?owned=true&limit=2"))).containsExactly("/usr/bin/p00000", "/usr/bin/p00002");
        assertThat(center.get("/api/v1/images/" + MANY.id() + "/executables?owned=x", center.administrator())
                        .code())
                .isEqualTo("request-invalid");
    }

    @Test
    void saysNothingOfOwnersThatNobodyLookedFor() {
        JsonNode only = page(OLD, "").at("/items/0");
        assertThat(only.path("path").asString()).isEqualTo("/app");
        assertThat(only.has("owned")).isFalse();
        assertThat(only.has("part")).as("no layer is known to be of a base").isFalse();
        assertThat(page(OLD, "?owned=false").path("items")).isEmpty();
    }

    private static JsonNode page(TestImage image, String query) {
        TestCenter.Answer answer =
                center.get("/api/v1/images/" + image.id() + "/executables" + query, center.administrator());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> paths(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(each -> each.path("path").asString())
                .toList();
    }

    /// Digests do not compress, so the document has more than one slice.
    private static byte[] many() {
        StringBuilder executables = new StringBuilder();
        for (int i = 0; i < EXECUTABLES; i++) {
            executables.append(i == 0 ? "" : ",\n").append("""
                            {"path":"/usr/bin/p%05d","sha256":"%s","size":5,"mode":%d,"layer":"%s","owner":"%s"}""".formatted(
                            i,
                            Digest.of(Integer.toString(i).getBytes(UTF_8)),
                            i == 0 ? 04755 : 0755,
                            i % 2 == 0 ? BASE : OURS,
                            i % 2 == 0 ? "pkg:deb/debian/coreutils@9.1" : ""));
        }
        return """
                {"format":3,"scanner":"0.1.0","imageId":"%s","names":["%s"],
                 "layers":[{"diffId":"%s","size":10,"createdBy":"FROM base","base":true},
                  {"diffId":"%s","size":10,"createdBy":"COPY . ."}],
                 "packages":[],"executables":[%s],"unknownExecutables":0,
                 "leaks":[],"cardNumbers":[],"riskyFiles":[],"gaps":[]}
                """.formatted(MANY.id(), MANY.name(), BASE, OURS, executables).getBytes(UTF_8);
    }
}
