package io.plimsoll.center.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.center.ContractSchema;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a scan and a match do not know of an image reaches whoever reads the REST interface.
class NotKnownIT {
    private static final Digest OLD = Digest.of("an old image".getBytes(StandardCharsets.UTF_8));
    private static final Digest BASE = Digest.of(new byte[] {1});
    private static final Digest ADDED = Digest.of(new byte[] {2});
    private static final TestImage WHOLE = new TestImage("whole:1", "4.17.21");
    private static final ContractSchema SCHEMA = new ContractSchema();
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

    private static TestCenter center;
    private static TestEnforcer enforcer;
    private static JsonNode before;
    private static JsonNode packagesBefore;

    /// An image of an ended release, with a gap, software that nobody recognised and packages of every kind of silence:
    /// matched without a bundle, then with one.
    @BeforeAll
    static void scanned() {
        center = TestCenter.start();
        enforcer = TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1");
        enforcer.say(FromEnforcer.newBuilder()
                .setImages(ImagesReport.newBuilder()
                        .addImages(WHOLE.listed("scanned"))
                        .addImages(Image.newBuilder()
                                .setId(OLD.toString())
                                .addNames("old:1")
                                .setScanState("scanned"))));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 2);
        enforcer.upload(WHOLE.id().toString(), WHOLE.inventory());
        enforcer.upload(OLD.toString(), inventory());
        before = center.await(
                "/api/v1/images/" + OLD, image -> image.path("notAssessed").asInt() == 3);
        packagesBefore = packages("?assessed=false");
        importBundle(new TestBundle().trustedBy(center));
        for (Digest image : List.of(OLD, WHOLE.id())) {
            center.await("/api/v1/images/" + image, matched -> matched.has("bundle"));
        }
    }

    @AfterAll
    static void stop() {
        enforcer.close();
        center.close();
    }

    private static byte[] inventory() {
        return """
                {"format":2,"scanner":"0.1.0","imageId":"%1$s","names":["old:1"],
                 "distribution":{"id":"debian","versionId":"10","codename":"buster","prettyName":"Debian GNU/Linux 10"},
                 "configuration":{"architecture":"amd64","os":"linux","user":"app","entrypoint":[],"command":[],
                  "exposedPorts":[],"environmentNames":[],"labels":{},"created":"2024-01-01T00:00:00Z"},
                 "layers":[{"diffId":"%2$s","size":10,"createdBy":"ADD rootfs","base":true},
                  {"diffId":"%3$s","size":10,"createdBy":"COPY app"}],
                 "packages":[
                  {"name":"lodash","version":"4.17.11","type":"npm","purl":"pkg:npm/lodash@4.17.11","architecture":"",
                   "path":"/app/node_modules/lodash/package.json","layer":"%3$s","licences":["MIT"]},
                  {"name":"busybox","version":"1.36.1","type":"generic","purl":"pkg:generic/busybox@1.36.1",
                   "architecture":"","path":"/bin/busybox","layer":"%3$s"},
                  {"name":"bash","version":"5.0-4","type":"deb","purl":"pkg:deb/debian/bash@5.0-4?distro=debian-10",
                   "architecture":"amd64","path":"/var/lib/dpkg/status","layer":"%2$s","licences":["GPL-3.0-or-later"]}],
                 "executables":[],"unknownExecutables":3,
                 "leaks":[],"cardNumbers":[],"riskyFiles":[],
                 "gaps":[{"code":"limit-depth","detail":"archives within archives","path":"/app/a.jar"}]}
                """.formatted(OLD, BASE, ADDED).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void withoutABundleNothingIsAssessed() {
        assertThat(before.has("bundle")).isFalse();
        assertThat(packagesBefore)
                .extracting(each -> each.path("notAssessed").asString())
                .containsExactly("no-bundle", "no-bundle", "no-bundle");
    }

    @Test
    void saysOfEveryPackageAndProgramWhatNobodyKnowsOfIt() {
        JsonNode image = get("/api/v1/images/" + OLD);
        assertThat(SCHEMA.mistakes("ImageDetail", image)).isEmpty();
        assertThat(image.path("unknownExecutables").asInt()).isEqualTo(3);
        assertThat(image.at("/gaps/0/code").asString()).isEqualTo("limit-depth");
        assertThat(image.path("gapCount").asInt()).isEqualTo(1);
        assertThat(image.at("/notAssessedEcosystems/0/ecosystem").asString()).isEqualTo("Debian:10");
        assertThat(image.path("notAssessed").asInt()).isEqualTo(1);
        assertThat(image.at("/unadvisedEcosystems/0/ecosystem").asString()).isEqualTo("generic:busybox");
        assertThat(image.at("/unadvisedEcosystems/0/packages").asInt()).isEqualTo(1);
        assertThat(image.path("notes"))
                .extracting(JsonNode::asString)
                .containsExactly(
                        "Debian 10 is past its end of life since 2024-06-30: what is found in it from then on is"
                                + " not mended");
        assertThat(image.path("bundle").asString())
                .isEqualTo(get("/api/v1/intelligence").path("digest").asString());
        assertThat(packages(""))
                .extracting(
                        each -> each.path("name").asString(),
                        each -> each.path("part").asString(),
                        each -> each.path("notAssessed").asString(""))
                .containsExactly(
                        tuple("lodash", "application", ""),
                        tuple("busybox", "application", "no-source"),
                        tuple("bash", "base", "not-covered"));
    }

    @Test
    void findsPackagesByKindPartLicenceAndSilence() {
        assertThat(names("?type=deb")).containsExactly("bash");
        assertThat(names("?part=base")).containsExactly("bash");
        assertThat(names("?part=application")).containsExactly("lodash", "busybox");
        assertThat(names("?licence=MIT")).containsExactly("lodash");
        assertThat(names("?licence=none")).containsExactly("busybox");
        assertThat(names("?assessed=false")).containsExactly("busybox", "bash");
        assertThat(names("?assessed=true&part=application")).containsExactly("lodash");
        assertThat(names("?licence=%27%20or%201%3D1")).isEmpty();
        assertThat(get("/api/v1/images/" + OLD + "/packages?assessed=false&limit=1")
                        .at("/total/value")
                        .asInt())
                .isEqualTo(2);
        for (String wrong :
                new String[] {"type=planet", "part=middle", "assessed=maybe", "licence=" + "x".repeat(201)}) {
            assertThat(center.get("/api/v1/images/" + OLD + "/packages?" + wrong, center.administrator())
                            .code())
                    .as(wrong)
                    .isEqualTo("request-invalid");
        }
    }

    @Test
    void countsWhatEachFilterWouldLeave() {
        JsonNode counts = get("/api/v1/images/" + OLD + "/package-counts");
        assertThat(SCHEMA.mistakes("PackageCounts", counts)).isEmpty();
        assertThat(counts.toString())
                .isEqualTo("{\"types\":[{\"word\":\"deb\",\"packages\":1},{\"word\":\"generic\",\"packages\":1},"
                        + "{\"word\":\"npm\",\"packages\":1}],\"parts\":[{\"word\":\"base\",\"packages\":1},"
                        + "{\"word\":\"application\",\"packages\":2}],\"licences\":[{\"word\":\"GPL-3.0-or-later\","
                        + "\"packages\":1},{\"word\":\"MIT\",\"packages\":1}],\"withoutLicence\":1,\"notAssessed\":2}");
        assertThat(get("/api/v1/images/" + WHOLE.id() + "/package-counts").path("parts"))
                .as("the history of this image tells no base")
                .isEmpty();
    }

    @Test
    void listsTheScansThatAreIncomplete() {
        assertThat(get("/api/v1/images?scanState=incomplete").path("items"))
                .extracting(image -> image.at("/names/0").asString())
                .containsExactly("old:1");
        assertThat(get("/api/v1/images?scanState=scanned").path("items")).hasSize(2);
    }

    private static void importBundle(TestBundle bundle) {
        Answer answer = center.importBundle(bundle.built(BUILT, "4.17.12"));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static JsonNode packages(String filter) {
        return get("/api/v1/images/" + OLD + "/packages" + filter).path("items");
    }

    private static List<String> names(String filter) {
        return packages(filter)
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    private static JsonNode get(String path) {
        Answer answer = center.get(path, center.administrator());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
