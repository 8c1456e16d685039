package io.plimsoll.center.intelligence;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.api.enforcer.v1.BundleChunk;
import io.plimsoll.api.enforcer.v1.BundleOffer;
import io.plimsoll.api.enforcer.v1.FetchBundleRequest;
import io.plimsoll.center.TestBundle;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestCenter.Answer;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// How bundles come to the Center and go on from there; each step on what the one before left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BundleExchangeIT {
    private static final TestBundle BUNDLE = new TestBundle();
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");
    private static final byte[] ON_MONDAY = BUNDLE.built(MONDAY, "4.17.12");
    private static final byte[] ON_TUESDAY = BUNDLE.built(MONDAY.plusSeconds(86_400), "4.17.13");
    private static final byte[] ON_WEDNESDAY = BUNDLE.built(MONDAY.plusSeconds(172_800), "4.17.14");

    private static TestCenter center;
    private static TestEnforcer enforcer;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        center = TestCenter.start();
        BUNDLE.trustedBy(center);
        enforcer = TestEnforcer.enrol(center, "web-1").connect();
    }

    @AfterAll
    static void stop() {
        enforcer.close();
        center.close();
    }

    private static URI url(String query) {
        return URI.create(center.url() + "/api/v1/intelligence/bundle" + query);
    }

    private static Answer send(byte[] body, String query) {
        return center.send(
                HttpRequest.newBuilder(url(query))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body)),
                center.administrator());
    }

    private static HttpResponse<byte[]> fetch(String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url("")).header("Authorization", "Bearer " + center.administrator());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return center.http().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String tag(byte[] bundle) {
        return "\"" + Digest.of(bundle) + "\"";
    }

    private byte[] delta(byte[] from, byte[] to) throws Exception {
        BundleTrust trust = BundleTrust.in(List.of(BUNDLE.key()));
        Path old = Files.write(folder.resolve("old"), from);
        Path now = Files.write(folder.resolve("new"), to);
        try (Bundle before = Bundle.open(old, trust);
                Bundle after = Bundle.open(now, trust)) {
            BundleDelta.write(before, after, folder.resolve("delta"));
        }
        return Files.readAllBytes(folder.resolve("delta"));
    }

    private byte[] applied(byte[] from, byte[] delta) throws Exception {
        BundleTrust trust = BundleTrust.in(List.of(BUNDLE.key()));
        Path file = Files.write(folder.resolve("delta"), delta);
        try (Bundle before = Bundle.open(Files.write(folder.resolve("old"), from), trust)) {
            BundleDelta.apply(before, file, folder.resolve("joined"), trust);
        }
        return Files.readAllBytes(folder.resolve("joined"));
    }

    @Test
    @Order(1)
    void hasNothingToGiveAndNothingToChangeBeforeABundleCame() throws Exception {
        Answer none = center.get("/api/v1/intelligence/bundle", center.administrator());
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.code()).isEqualTo("bundle-none");
        assertThat(send(delta(ON_MONDAY, ON_TUESDAY), "").code()).isEqualTo("bundle-other-base");
        assertThat(center.get("/api/v1/intelligence/bundle", "").status()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void givesTheWholeBundleOnceAndThenOnlySaysThatItIsTheSame() throws Exception {
        assertThat(send(ON_MONDAY, "").status()).isEqualTo(200);
        HttpResponse<byte[]> whole = fetch();
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(ON_MONDAY);
        assertThat(whole.headers().firstValue("ETag")).contains(tag(ON_MONDAY));
        HttpResponse<byte[]> same = fetch("If-None-Match", tag(ON_MONDAY), "A-IM", "plimsoll-delta");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
    }

    @Test
    @Order(3)
    void takesADeltaAndGivesItOnToThoseWhoCanUseIt() throws Exception {
        assertThat(send(delta(ON_MONDAY, ON_TUESDAY), "").status()).isEqualTo(200);
        assertThat(fetch().body()).isEqualTo(ON_TUESDAY);
        HttpResponse<byte[]> delta = fetch("If-None-Match", tag(ON_MONDAY), "A-IM", "plimsoll-delta");
        assertThat(delta.statusCode()).isEqualTo(226);
        assertThat(delta.headers().firstValue("Delta-Base")).contains(tag(ON_MONDAY));
        assertThat(delta.headers().firstValue("ETag")).contains(tag(ON_TUESDAY));
        assertThat(applied(ON_MONDAY, delta.body())).isEqualTo(ON_TUESDAY);
        assertThat(fetch("If-None-Match", tag(ON_MONDAY)).statusCode()).isEqualTo(200);
        assertThat(fetch("If-None-Match", "\"else\", W/\"" + Digest.of(ON_WEDNESDAY) + "\"", "A-IM", "plimsoll-delta")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(4)
    void givesAnEnforcerTheDeltaFromWhatItHas() throws Exception {
        BundleOffer offer = offered(ON_TUESDAY);
        assertThat(offer.getOlderSignature().isEmpty()).isTrue();
        assertThat(fetched(offer, "", false)).isEqualTo(ON_TUESDAY);
        assertThat(applied(ON_MONDAY, fetched(offer, Digest.of(ON_MONDAY).toString(), true)))
                .isEqualTo(ON_TUESDAY);
        assertThat(fetched(offer, Digest.of(ON_WEDNESDAY).toString(), false)).isEqualTo(ON_TUESDAY);
        assertThat(fetched(offer, "nonsense", false)).isEqualTo(ON_TUESDAY);
    }

    @Test
    @Order(5)
    void goesBackOnlyKnowinglyWritesItDownAndVouchesForItToEnforcers() throws Exception {
        Answer refused = send(ON_MONDAY, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("bundle-older");
        assertThat(send(ON_MONDAY, "?allow-older=true").status()).isEqualTo(200);
        assertThat(fetch().body()).isEqualTo(ON_MONDAY);
        Answer events = center.get("/api/v1/audit-events?type=intelligence.imported", center.administrator());
        assertThat(events.json().at("/items/0/details/older-allowed").asString())
                .isEqualTo("older than the one built at 2026-11-24T06:00:00Z");
        assertThat(events.json().at("/items/1/details/older-allowed").asString())
                .isEqualTo("no");
        BundleOffer offer = offered(ON_MONDAY);
        assertThat(isVouchedFor(offer)).isTrue();
        center.restart();
        enforcer.close();
        enforcer = TestEnforcer.enrol(center, "web-2").connect();
        assertThat(isVouchedFor(offered(ON_MONDAY))).isTrue();
    }

    @Test
    @Order(6)
    void goesOnFromTheBundleItWentBackTo() throws Exception {
        byte[] later = BUNDLE.built(MONDAY.plusSeconds(3600), "4.17.12");
        assertThat(send(BUNDLE.built(MONDAY.minusSeconds(1), "4.17.12"), "").code())
                .isEqualTo("bundle-older");
        assertThat(send(later, "").status()).isEqualTo(200);
        assertThat(isVouchedFor(offered(later))).isTrue();
        assertThat(send(ON_WEDNESDAY, "").status()).isEqualTo(200);
        assertThat(offered(ON_WEDNESDAY).getOlderSignature().isEmpty()).isTrue();
        assertThat(send(ON_TUESDAY, "").code()).isEqualTo("bundle-older");
    }

    private static BundleOffer offered(byte[] bundle) {
        return enforcer.hear(m -> m.hasBundle()
                        && m.getBundle().getDigest().equals(Digest.of(bundle).toString()))
                .getBundle();
    }

    private static byte[] fetched(BundleOffer offer, String have, boolean asDelta) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        FetchBundleRequest request = FetchBundleRequest.newBuilder()
                .setDigest(offer.getDigest())
                .setHave(have)
                .build();
        enforcer.calls().fetchBundle(request).forEachRemaining((BundleChunk chunk) -> {
            assertThat(chunk.getIsDelta()).isEqualTo(asDelta);
            all.writeBytes(chunk.getData().toByteArray());
        });
        return all.toByteArray();
    }

    private static boolean isVouchedFor(BundleOffer offer) throws Exception {
        byte[] der = enforcer.enrolment().getPolicyKey().toByteArray();
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(("plimsoll-bundle-older\n" + offer.getDigest()).getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(offer.getOlderSignature().toByteArray());
    }
}
