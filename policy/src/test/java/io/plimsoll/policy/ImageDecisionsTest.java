package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageDecisionsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final Circumstances NOW = new Circumstances(TODAY, VersionOrder.UNKNOWN);
    private static final Instant SINCE = Instant.parse("2026-11-29T09:00:00Z");
    private static final Digest IMAGE = Digest.of(new byte[] {1});
    private static final Digest BASE = Digest.of(new byte[] {2});
    private static final ImageDecisions DISALLOWED = new ImageDecisions(
            List.of(new ImageDecisions.Disallowed(IMAGE, "it holds a stolen key", "alice", SINCE)), Set.of());

    @Test
    void nobodyDecidedAnythingWhereASnapshotSaysNothing() {
        PolicySnapshot earlier =
                SnapshotDocument.read("{\"version\":1,\"policies\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(earlier.decisions()).isEqualTo(ImageDecisions.NONE);
    }

    @Test
    void aDisallowedImageIsRefusedByPersonAndReasonEvenBeforeItsScan() {
        Judgement judgement = snapshot(DISALLOWED, Waivers.NONE)
                .judge(ImageFacts.notScanned(List.of("shop/web:1"), ScanState.SCANNING, Set.of(IMAGE)), NOW);
        assertThat(judgement).isInstanceOf(Judgement.Refused.class);
        assertThat(judgement.deciding().orElseThrow().line())
                .isEqualTo("refused by policy \"disallowed-images\", rule disallowed: alice disallowed this image: it"
                        + " holds a stolen key");
        assertThat(judgement.deciding().orElseThrow().written()).isEqualTo(new Authorship(0, "alice", SINCE));
    }

    @Test
    void anotherImageOfTheSameNameIsNotMeant() {
        assertThat(snapshot(DISALLOWED, Waivers.NONE).judge(scanned(BASE), NOW)).isEqualTo(new Judgement.Admitted());
    }

    @Test
    void noExceptionLetsInWhatIsDisallowed() {
        Waivers all = new Waivers(
                List.of(new Waiver(Waiver.IMAGE, "*", "*", new Scope(List.of("shop/*")), "tests", TODAY, "bob")));
        assertThat(snapshot(DISALLOWED, all).judge(scanned(IMAGE), NOW).word()).isEqualTo("refused");
        assertThat(snapshot(DISALLOWED, all).judge(scanned(BASE), NOW).word()).isEqualTo("admitted");
    }

    @Test
    void anApprovedBaseCountsInEveryPolicyThatAsksForOneAlsoInARehearsal() {
        AssurancePolicy asks = new AssurancePolicy(
                "bases", "", Mode.ENFORCE, Scope.ALL, List.of(new AssuranceCheck.ApprovedBase(Set.of())));
        PolicySnapshot without = new PolicySnapshot(
                1, List.of(asks), List.of(), PolicySnapshot.defaults().host(), Waivers.NONE, Map.of());
        PolicySnapshot with = new PolicySnapshot(
                1,
                List.of(asks),
                List.of(),
                PolicySnapshot.defaults().host(),
                Waivers.NONE,
                Map.of(),
                new ImageDecisions(DISALLOWED.disallowed(), Set.of(BASE)));
        assertThat(without.judge(scanned(BASE), NOW).word()).isEqualTo("refused");
        assertThat(with.judge(scanned(BASE), NOW).word()).isEqualTo("admitted");
        assertThat(with.rehearsing(asks).judge(scanned(IMAGE), NOW).word()).isEqualTo("admitted");
    }

    @Test
    void snapshotsCarryThemAndRefuseWhatIsNone() {
        ImageDecisions decisions = new ImageDecisions(DISALLOWED.disallowed(), Set.of(BASE));
        byte[] written = SnapshotDocument.write(snapshot(decisions, Waivers.NONE));
        assertThat(SnapshotDocument.read(written).decisions()).isEqualTo(decisions);
        byte[] broken = new String(written, StandardCharsets.UTF_8)
                .replace(BASE.toString(), "sha256:12")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SnapshotDocument.read(broken))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("decisions about images");
    }

    private static PolicySnapshot snapshot(ImageDecisions decisions, Waivers waivers) {
        return new PolicySnapshot(
                1, List.of(), List.of(), PolicySnapshot.defaults().host(), waivers, Map.of(), decisions);
    }

    /// A scanned image of this digest that is built on the base.
    private static ImageFacts scanned(Digest image) {
        return new ImageFacts(
                List.of("shop/web:1"),
                ScanState.SCANNED,
                List.of(),
                false,
                Map.of(),
                null,
                true,
                List.of(),
                ImageContext.UNKNOWN.withDigests(Set.of(image)),
                List.of(BASE),
                List.of());
    }
}
