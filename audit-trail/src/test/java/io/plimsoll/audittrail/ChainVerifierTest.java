package io.plimsoll.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {
    private static final KeyPair KEYS = TestTrail.keys();

    private final List<SealedEvent> trail = new ArrayList<>(TestTrail.sealed(9));

    @Test
    void acceptsAnEmptyTrail() {
        assertThat(verify(List.of())).isEqualTo(new Verification.Intact(0, ChainHead.EMPTY, 0, List.of()));
    }

    @Test
    void acceptsATrailThatNobodyTouched() {
        assertThat(verify(trail, anchor(4), anchor(9)))
                .isEqualTo(new Verification.Intact(9, trail.getLast().head(), 9, List.of()));
    }

    @Test
    void saysHowFarTheTrailIsAnchored() {
        assertThat(verify(trail, anchor(4)))
                .isEqualTo(new Verification.Intact(9, trail.getLast().head(), 4, List.of()));
    }

    @Test
    void goesOnFromATrustedHead() {
        ChainVerifier verifier = new ChainVerifier(trail.get(3).head(), List.of(), KEYS.getPublic());
        trail.subList(4, 9).forEach(e -> verifier.accept(new ChainRow.Legible(e)));
        assertThat(verifier.conclude()).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void namesAChangedRow() {
        change(5);
        assertThat(problems(verify(trail)))
                .containsExactly(new ChainProblem.Changed(5, "its hash does not continue that of row 4"));
    }

    @Test
    void namesTheLastRowWhenItWasChanged() {
        change(9);
        assertThat(problems(verify(trail))).singleElement().isInstanceOf(ChainProblem.Changed.class);
    }

    @Test
    void seesARowWhoseHashWasMadeToFit() {
        SealedEvent fitted = trail.get(3).head().seal(TestTrail.event("mallory"));
        trail.set(4, fitted);
        assertThat(problems(verify(trail)))
                .containsExactly(new ChainProblem.Changed(6, "its hash does not continue that of row 5"));
    }

    @Test
    void namesARowThatCannotBeAnEvent() {
        List<ChainRow> rows = rows(trail);
        rows.set(4, new ChainRow.Illegible(5, "type 'nothing' is not in the event catalogue"));
        assertThat(problems(verifyRows(rows)))
                .containsExactly(new ChainProblem.Changed(5, "type 'nothing' is not in the event catalogue"));
    }

    @Test
    void namesRemovedRows() {
        trail.removeIf(e -> e.sequence() == 1 || e.sequence() == 4 || e.sequence() == 5);
        assertThat(problems(verify(trail)))
                .containsExactly(new ChainProblem.Removed(1, 1), new ChainProblem.Removed(4, 5));
    }

    @Test
    void seesThatARemovedRowWasCoveredByNewNumbers() {
        List<SealedEvent> renumbered = new ArrayList<>();
        trail.remove(4);
        for (int i = 0; i < trail.size(); i++) {
            renumbered.add(
                    new SealedEvent(i + 1, trail.get(i).event(), trail.get(i).hash()));
        }
        assertThat(problems(verify(renumbered)))
                .extracting(ChainProblem::sentence)
                .first()
                .isEqualTo("row 5 was changed: its hash does not continue that of row 4");
    }

    @Test
    void namesRowsWhoseContentWasSwapped() {
        SealedEvent third = trail.get(2);
        SealedEvent seventh = trail.get(6);
        trail.set(2, new SealedEvent(3, seventh.event(), third.hash()));
        trail.set(6, new SealedEvent(7, third.event(), seventh.hash()));
        assertThat(problems(verify(trail))).containsExactly(new ChainProblem.Swapped(3, 7));
    }

    @Test
    void namesRowsThatWereSwappedWithTheirHashes() {
        swap(3, 7);
        assertThat(problems(verify(trail))).containsExactly(new ChainProblem.Swapped(3, 7));
    }

    @Test
    void namesNeighboursThatWereSwappedWithTheirHashes() {
        swap(8, 9);
        assertThat(problems(verify(trail))).containsExactly(new ChainProblem.Swapped(8, 9));
        swap(8, 9);
        swap(4, 5);
        assertThat(problems(verify(trail))).containsExactly(new ChainProblem.Swapped(4, 5));
    }

    @Test
    void namesARowOutOfPlace() {
        Collections.swap(trail, 4, 5);
        assertThat(problems(verify(trail))).containsExactly(new ChainProblem.OutOfPlace(5, 6));
    }

    @Test
    void seesACutOffTailOnlyByACheckpointBeyondIt() {
        Anchor beyond = anchor(9);
        trail.removeLast();
        trail.removeLast();
        assertThat(verify(trail)).isInstanceOf(Verification.Intact.class);
        assertThat(problems(verify(trail, beyond))).containsExactly(new ChainProblem.CutOff(7, 9, "web-1"));
    }

    @Test
    void seesARebuiltTrailByTheCheckpointThatDiffers() {
        List<Anchor> kept = List.of(anchor(2), anchor(6));
        List<SealedEvent> rebuilt = new ArrayList<>(trail.subList(0, 3));
        rebuilt.add(rebuilt.getLast().head().seal(TestTrail.event("mallory")));
        for (SealedEvent after : trail.subList(4, 9)) {
            rebuilt.add(rebuilt.getLast().head().seal(after.event()));
        }
        assertThat(verify(rebuilt)).isInstanceOf(Verification.Intact.class);
        assertThat(problems(verify(rebuilt, kept.toArray(Anchor[]::new))))
                .containsExactly(new ChainProblem.Rebuilt(2, 6, "web-1"));
    }

    @Test
    void seesThatReadersWereShownDifferentTrails() {
        SealedEvent other = trail.get(4).head().seal(TestTrail.event("mallory"));
        Anchor fork = new Anchor("web-2", TestTrail.checkpoint(other).sign(KEYS.getPrivate()));
        assertThat(problems(verify(trail, anchor(6), fork)))
                .containsExactly(new ChainProblem.Forked(6, "web-1", "web-2"));
    }

    @Test
    void refusesACheckpointOfAnotherKey() {
        Anchor forged = new Anchor(
                "web-1",
                TestTrail.checkpoint(trail.getLast()).sign(TestTrail.keys().getPrivate()));
        assertThat(problems(verify(trail, forged))).containsExactly(new ChainProblem.BadSignature("web-1"));
    }

    @Test
    void listsABoundedNumberOfProblemsAndCountsTheRest() {
        List<ChainRow> rows = LongStream.rangeClosed(1, 1000)
                .<ChainRow>mapToObj(n -> new ChainRow.Illegible(n, "nonsense"))
                .toList();
        Verification.Broken broken = (Verification.Broken) verifyRows(rows);
        assertThat(broken.problems()).hasSize(ChainVerifier.MOST_PROBLEMS);
        assertThat(broken.more()).isEqualTo(1000 - ChainVerifier.MOST_PROBLEMS);
    }

    private void change(int sequence) {
        SealedEvent row = trail.get(sequence - 1);
        trail.set(sequence - 1, new SealedEvent(sequence, TestTrail.event("mallory"), row.hash()));
    }

    private void swap(int first, int second) {
        SealedEvent one = trail.get(first - 1);
        SealedEvent other = trail.get(second - 1);
        trail.set(first - 1, new SealedEvent(first, other.event(), other.hash()));
        trail.set(second - 1, new SealedEvent(second, one.event(), one.hash()));
    }

    private Anchor anchor(int sequence) {
        return new Anchor("web-1", TestTrail.checkpoint(trail.get(sequence - 1)).sign(KEYS.getPrivate()));
    }

    private static Verification verify(List<SealedEvent> events, Anchor... anchors) {
        return verifyRows(rows(events), anchors);
    }

    private static Verification verifyRows(List<ChainRow> rows, Anchor... anchors) {
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, Arrays.asList(anchors), KEYS.getPublic());
        rows.forEach(verifier::accept);
        return verifier.conclude();
    }

    private static List<ChainRow> rows(List<SealedEvent> events) {
        return new ArrayList<>(events.stream().map(ChainRow.Legible::new).toList());
    }

    private static List<ChainProblem> problems(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Broken.class);
        return ((Verification.Broken) verification).problems();
    }
}
