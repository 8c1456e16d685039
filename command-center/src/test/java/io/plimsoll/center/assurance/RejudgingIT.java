package io.plimsoll.center.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.TestImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is inside an image stays judged, with its exceptions, whatever else is new: advisories, policies, a scan.
class RejudgingIT {
    private static final TestImage SHOP = new TestImage("shop/web:1.4", "4.17.11");
    private static final String FINGERPRINT = "00112233445566778899aabbccddeeff";
    private static final String HARMLESS = "4.17.5";
    private static final String CRITICAL = "4.17.12";

    private final TestBundle bundle = new TestBundle();
    private Instant built = Instant.parse("2026-11-01T00:00:00Z");
    private TestCenter center;
    private TestEnforcer enforcer;

    @BeforeEach
    void start() {
        center = TestCenter.start();
        bundle.trustedBy(center);
        enforcer = TestEnforcer.enrol(center, "web-1").connect().describe("web-1", "machine-1");
        enforcer.list(SHOP.listed("scanned"));
        center.await("/api/v1/images", page -> page.at("/total/value").asInt() == 1);
        enforcer.upload(SHOP.id().toString(), SHOP.inventory());
    }

    @AfterEach
    void stop() {
        enforcer.close();
        center.close();
    }

    @Test
    void aNewBundleChangesWhatTheAdvisoriesSayAndNothingElse() {
        put("{leaks: refuse, maximum-severity: high}");
        take(HARMLESS);
        awaitRules("leaks");
        take(CRITICAL);
        awaitRules("leaks", "maximum-severity");

        put("{leaks: {except: [" + FINGERPRINT + "]}, maximum-severity: high}");
        awaitRules("maximum-severity");
        take(HARMLESS);
        awaitRules();
        take(CRITICAL);
        awaitRules("maximum-severity");
    }

    @Test
    void aBundleThatSaysNothingNewLeavesTheVerdictOnTheContent() {
        put("{leaks: refuse}");
        take(HARMLESS);
        awaitRules("leaks");
        take(HARMLESS);
        JsonNode image = awaitRules("leaks");
        assertThat(image.path("bundleBuiltAt").asString()).isEqualTo(built.toString());
        assertThat(image.at("/sensitive/leaks/0/fingerprint").asString()).isEqualTo(FINGERPRINT);
    }

    @Test
    void anExceptionIsForOneLeakAndNotForTheNextScansOther() {
        put("{leaks: {except: [" + FINGERPRINT + "]}, maximum-severity: high}");
        take(HARMLESS);
        awaitRules();
        String other = new String(SHOP.inventory(), StandardCharsets.UTF_8).replace(FINGERPRINT, "f".repeat(32));
        enforcer.upload(SHOP.id().toString(), other.getBytes(StandardCharsets.UTF_8));
        awaitRules("leaks");
        take(CRITICAL);
        awaitRules("leaks", "maximum-severity");

        enforcer.upload(SHOP.id().toString(), SHOP.inventory());
        awaitRules("maximum-severity");
    }

    /// Waits until the image breaks these rules of the policy and no others, by the newest bundle.
    private JsonNode awaitRules(String... rules) {
        return center.await(
                "/api/v1/images/" + SHOP.id(),
                image -> image.path("bundleBuiltAt").asString("").equals(built.toString())
                        && image.path("violations")
                                .valueStream()
                                .filter(violation ->
                                        violation.path("policy").asString().equals("content"))
                                .map(violation -> violation.path("rule").asString())
                                .sorted()
                                .toList()
                                .equals(List.of(rules)));
    }

    private void put(String checks) {
        assertThat(center.call(
                                "PUT",
                                "/api/v1/policies/content",
                                center.administrator(),
                                "{\"document\":\"kind: AssurancePolicy\\nname: content\\nmode: enforce\\nchecks: "
                                        + checks + "\\n\"}")
                        .status())
                .isEqualTo(200);
    }

    /// Imports a newer bundle.
    private void take(String fixedIn) {
        built = built.plusSeconds(3600);
        assertThat(center.importBundle(bundle.built(built, fixedIn)).status()).isEqualTo(200);
    }
}
