package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks a chain row by row against itself and against checkpoints kept elsewhere, in memory that does not grow with
/// the chain. One verifier checks one chain: [#accept] each row in the order of the export, then [#conclude].
public final class ChainVerifier {
    /// As many problems are told apart and listed; the rest is counted.
    public static final int MOST_PROBLEMS = 200;

    /// As many statements about archives are kept, so that memory has a bound; one is made for up to 100,000 rows.
    private static final int MOST_STATEMENTS = 100_000;

    private final TreeMap<Long, Anchored> anchors = new TreeMap<>();
    private final List<ChainProblem> problems = new ArrayList<>();
    private final Mismatches mismatches = new Mismatches();
    private final TreeSet<Long> missing = new TreeSet<>();
    private final List<Hole> holes = new ArrayList<>();
    private final List<ArchiveRead> archives = new ArrayList<>();
    private final Map<Long, Statement> statements = new HashMap<>();
    private long more;
    private long events;
    private long agreesUpTo;
    private ChainHead head;
    private boolean headIsTrusted = true;

    private record Anchored(Digest hash, String place) {}

    private record Hole(long first, ChainHead last) {}

    private record ArchiveRead(String place, long last, Digest digest) {}

    private record Statement(ArchivedRows rows, boolean isRemoved) {}

    /// @param start where the rows begin: [ChainHead#EMPTY], or the head of a trusted checkpoint for a later part
    /// @param kept checkpoints from outside
    /// @param key that signs the checkpoints of this Center
    public ChainVerifier(ChainHead start, List<Anchor> kept, PublicKey key) {
        head = start;
        agreesUpTo = start.sequence();
        for (Anchor anchor : kept) {
            anchor.checkpoint()
                    .open(key)
                    .ifPresentOrElse(
                            checkpoint -> anchor(anchor.place(), checkpoint.head()),
                            () -> found(new ChainProblem.BadSignature(anchor.place())));
        }
    }

    private void anchor(String place, ChainHead signed) {
        Anchored other = anchors.putIfAbsent(signed.sequence(), new Anchored(signed.hash(), place));
        if (other != null && !other.hash().equals(signed.hash())) {
            found(new ChainProblem.Forked(signed.sequence(), other.place(), place));
        }
    }

    /// Takes the next row.
    public void accept(ChainRow row) {
        events++;
        if (row.sequence() <= head.sequence()) {
            missing.remove(row.sequence());
            found(new ChainProblem.OutOfPlace(row.sequence(), head.sequence()));
            return;
        }
        if (row.sequence() > head.sequence() + 1) {
            removed(head.sequence() + 1, row.sequence() - 1);
        }
        switch (row) {
            case ChainRow.Illegible illegible -> {
                found(new ChainProblem.Changed(illegible.sequence(), illegible.problem()));
                head = new ChainHead(illegible.sequence(), head.hash());
                headIsTrusted = false;
            }
            case ChainRow.Legible legible -> follow(legible.sealed());
        }
    }

    /// The rows that come next continue this head; those before it are not given. That is no problem if the trail tells
    /// that they left the database: see [Verification.Unread].
    public void resume(ChainHead start) {
        if (start.sequence() <= head.sequence()) {
            return;
        }
        if (holes.size() < MOST_PROBLEMS) {
            holes.add(new Hole(head.sequence() + 1, start));
        } else {
            found(new ChainProblem.Removed(head.sequence() + 1, start.sequence()));
        }
        head = start;
        headIsTrusted = true;
        compareWithAnchor(anchors.get(start.sequence()));
    }

    /// The rows up to here came from a file with this digest.
    ///
    /// @param place name of the file, for people
    public void endOfArchive(String place, Digest digest) {
        archives.add(new ArchiveRead(place, head.sequence(), digest));
    }

    private void remember(SealedEvent sealed) {
        if (statements.size() < MOST_STATEMENTS) {
            ArchivedRows.of(sealed.event())
                    .ifPresent(rows -> statements.merge(
                            rows.last(),
                            new Statement(rows, sealed.event().type() == EventType.AUDIT_ARCHIVE_REMOVED),
                            (before, after) -> after));
        }
    }

    private void follow(SealedEvent sealed) {
        if (headIsTrusted && !head.hashOf(sealed.sequence(), sealed.event()).equals(sealed.hash())) {
            if (mismatches.size() < MOST_PROBLEMS) {
                mismatches.add(head, sealed);
            } else {
                more++;
            }
        }
        head = sealed.head();
        headIsTrusted = true;
        remember(sealed);
        compareWithAnchor(anchors.get(head.sequence()));
    }

    private void compareWithAnchor(@Nullable Anchored anchor) {
        if (anchor == null) {
            return;
        }
        if (anchor.hash().equals(head.hash())) {
            agreesUpTo = head.sequence();
        } else {
            found(new ChainProblem.Rebuilt(agreesUpTo, head.sequence(), anchor.place()));
        }
    }

    /// The row after a hole has nothing to be checked against; those after it have.
    private void removed(long first, long last) {
        headIsTrusted = false;
        if (last - first < MOST_PROBLEMS && missing.size() < MOST_PROBLEMS) {
            for (long sequence = first; sequence <= last; sequence++) {
                missing.add(sequence);
            }
        } else {
            found(new ChainProblem.Removed(first, last));
        }
    }

    private void found(ChainProblem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        } else {
            more++;
        }
    }

    /// The judgement, after the last row.
    public Verification conclude() {
        nameMissing();
        mismatches.explain().forEach(this::found);
        List<Verification.Unread> unread = unread();
        archives.forEach(this::compareWithStatement);
        Map.Entry<Long, Anchored> furthest = anchors.lastEntry();
        if (furthest != null && furthest.getKey() > head.sequence()) {
            found(new ChainProblem.CutOff(
                    head.sequence(), furthest.getKey(), furthest.getValue().place()));
        }
        return problems.isEmpty()
                ? new Verification.Intact(events, head, anchors.isEmpty() ? 0 : agreesUpTo, unread)
                : new Verification.Broken(events, problems, more);
    }

    /// A hole is explained by a statement, further on in the chain, about the very row and hash where the hole ends.
    private List<Verification.Unread> unread() {
        List<Verification.Unread> unread = new ArrayList<>();
        for (Hole hole : holes) {
            Statement statement = statements.get(hole.last().sequence());
            if (statement != null && statement.rows().end().equals(hole.last())) {
                unread.add(new Verification.Unread(hole.first(), statement.rows(), statement.isRemoved()));
            } else {
                found(new ChainProblem.Removed(hole.first(), hole.last().sequence()));
            }
        }
        return unread;
    }

    private void compareWithStatement(ArchiveRead archive) {
        Statement statement = statements.get(archive.last());
        if (statement != null && !statement.rows().file().equals(archive.digest())) {
            found(new ChainProblem.AnotherFile(archive.place(), statement.rows().file(), archive.digest()));
        }
    }

    /// Neighbours among the missing rows become one problem.
    private void nameMissing() {
        while (!missing.isEmpty()) {
            long first = missing.removeFirst();
            long last = first;
            while (missing.remove(last + 1)) {
                last++;
            }
            found(new ChainProblem.Removed(first, last));
        }
    }
}
