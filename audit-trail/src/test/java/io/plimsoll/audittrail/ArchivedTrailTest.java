package io.plimsoll.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows 1 to 4 and 5 to 8 of a trail went into archives; the events about that are rows 10 and 11, and row 13 tells
/// that
/// the first archive is gone.
class ArchivedTrailTest {
    private static final KeyPair KEYS = TestTrail.keys();
    private static final Digest FILE = Digest.of("the file".getBytes(StandardCharsets.UTF_8));

    private final List<SealedEvent> trail = new ArrayList<>(TestTrail.sealed(9));
    private final ArchivedRows older = archived(1, 4);
    private final ArchivedRows newer = archived(5, 8);

    ArchivedTrailTest() {
        append(statement(EventType.AUDIT_ARCHIVED, older).received(TestTrail.NOON));
        append(statement(EventType.AUDIT_ARCHIVED, newer).received(TestTrail.NOON));
        append(TestTrail.event("ada"));
        append(statement(EventType.AUDIT_ARCHIVE_REMOVED, older).received(TestTrail.NOON));
        append(TestTrail.event("grace"));
    }

    @Test
    void isWholeWithAllArchives() {
        ChainVerifier verifier = verifier();
        accept(verifier, 1, 4);
        verifier.endOfArchive(older.fileName(), FILE);
        verifier.resume(newer.start());
        accept(verifier, 5, 8);
        verifier.endOfArchive(newer.fileName(), FILE);
        verifier.resume(newer.end());
        accept(verifier, 9, 14);
        assertThat(verifier.conclude())
                .isEqualTo(new Verification.Intact(14, trail.getLast().head(), 14, List.of()));
    }

    @Test
    void saysWhichRowsWereNotRead() {
        ChainVerifier verifier = verifier();
        verifier.resume(newer.end());
        accept(verifier, 9, 14);
        assertThat(((Verification.Intact) verifier.conclude()).unread())
                .containsExactly(new Verification.Unread(1, newer, false));

        ChainVerifier afterTheFirst = verifier();
        afterTheFirst.resume(older.end());
        accept(afterTheFirst, 5, 14);
        assertThat(((Verification.Intact) afterTheFirst.conclude()).unread())
                .containsExactly(new Verification.Unread(1, older, true));

        ChainVerifier withoutTheSecond = verifier();
        accept(withoutTheSecond, 1, 4);
        withoutTheSecond.resume(newer.end());
        accept(withoutTheSecond, 9, 14);
        assertThat(((Verification.Intact) withoutTheSecond.conclude()).unread())
                .containsExactly(new Verification.Unread(5, newer, false));
    }

    @Test
    void namesRowsWhoseAbsenceTheTrailDoesNotExplain() {
        ChainVerifier verifier = verifier();
        verifier.resume(trail.get(5).head());
        accept(verifier, 7, 14);
        assertThat(problems(verifier)).containsExactly(new ChainProblem.Removed(1, 6));
    }

    @Test
    void seesAStartThatIsNotTheStatedOne() {
        ChainVerifier verifier = verifier();
        verifier.resume(new ChainHead(8, FILE));
        accept(verifier, 9, 14);
        assertThat(problems(verifier))
                .containsExactly(
                        new ChainProblem.Rebuilt(0, 8, "web-1"),
                        new ChainProblem.Changed(9, "its hash does not continue that of row 8"),
                        new ChainProblem.Removed(1, 8));
    }

    @Test
    void seesAFileThatIsNotTheSealedOne() {
        Digest other = Digest.of(new byte[0]);
        ChainVerifier verifier = verifier();
        accept(verifier, 1, 8);
        verifier.endOfArchive("copy.gz", other);
        accept(verifier, 9, 14);
        assertThat(problems(verifier)).containsExactly(new ChainProblem.AnotherFile("copy.gz", FILE, other));
    }

    /// Otherwise a single Enforcer could explain the removal of anything.
    @Test
    void believesNoStatementOfAnEnforcer() {
        trail.subList(9, trail.size()).clear();
        append(statement(EventType.AUDIT_ARCHIVED, newer)
                .origin(new Origin("enforcer", "spool", 1))
                .received(TestTrail.NOON));
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, List.of(), KEYS.getPublic());
        verifier.resume(newer.end());
        accept(verifier, 9, 10);
        assertThat(problems(verifier)).containsExactly(new ChainProblem.Removed(1, 8));
    }

    @Test
    void namesItsFileInTheOrderOfTheChain() {
        assertThat(newer.fileName()).isEqualTo("audit-000000000005-000000000008.ndjson.gz");
    }

    private ArchivedRows archived(int first, int last) {
        Digest before = first == 1
                ? ChainHead.EMPTY.hash()
                : trail.get(first - 2).head().hash();
        return new ArchivedRows(first, last, before, trail.get(last - 1).hash(), FILE);
    }

    private static AuditEventBuilder statement(EventType type, ArchivedRows rows) {
        return AuditEvent.of(type, TestTrail.NOON).by("system:center").details(rows.details());
    }

    private void append(AuditEvent event) {
        trail.add(trail.getLast().head().seal(event));
    }

    /// Knows checkpoints of rows 8 and 14.
    private ChainVerifier verifier() {
        List<Anchor> anchors = new ArrayList<>();
        for (int row : new int[] {8, 14}) {
            anchors.add(
                    new Anchor("web-1", TestTrail.checkpoint(trail.get(row - 1)).sign(KEYS.getPrivate())));
        }
        return new ChainVerifier(ChainHead.EMPTY, anchors, KEYS.getPublic());
    }

    private void accept(ChainVerifier verifier, int first, int last) {
        trail.subList(first - 1, last).forEach(row -> verifier.accept(new ChainRow.Legible(row)));
    }

    private static List<ChainProblem> problems(ChainVerifier verifier) {
        return ((Verification.Broken) verifier.conclude()).problems();
    }
}
