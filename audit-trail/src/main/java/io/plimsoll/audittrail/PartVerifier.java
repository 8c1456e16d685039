package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks rows that a filter took out of a chain: each by itself, against its neighbours where they are there too, and
/// against checkpoints that happen to stand right there. What is missing it cannot know; only a whole chain tells.
public final class PartVerifier {
    private final Map<Long, Signed> signed = new HashMap<>();
    private final List<ChainProblem> problems = new ArrayList<>();
    private @Nullable ChainHead head;
    private long events;
    private long vouched;
    private long more;

    private record Signed(Digest hash, String place) {}

    /// What was found.
    ///
    /// @param events rows seen
    /// @param vouched how many of them a signed checkpoint names
    /// @param problems ordered as found, at most [ChainVerifier#MOST_PROBLEMS]; empty when every row fits
    /// @param more problems that are not listed
    public record Result(long events, long vouched, List<ChainProblem> problems, long more) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /// @param kept checkpoints from outside
    /// @param key that signs the checkpoints of this Center
    public PartVerifier(List<Anchor> kept, PublicKey key) {
        for (Anchor anchor : kept) {
            anchor.checkpoint()
                    .open(key)
                    .ifPresentOrElse(
                            checkpoint -> signed.putIfAbsent(
                                    checkpoint.head().sequence(),
                                    new Signed(checkpoint.head().hash(), anchor.place())),
                            () -> found(new ChainProblem.BadSignature(anchor.place())));
        }
    }

    /// Takes the next row; rows come in the order of the chain.
    public void accept(PartLine row) {
        events++;
        switch (row.line().row()) {
            case ChainRow.Illegible illegible ->
                found(new ChainProblem.Changed(illegible.sequence(), illegible.problem()));
            case ChainRow.Legible legible -> follow(legible.sealed(), row.previousHash());
        }
    }

    private void follow(SealedEvent sealed, String previousHash) {
        ChainHead before = head;
        if (before != null && sealed.sequence() <= before.sequence()) {
            found(new ChainProblem.OutOfPlace(sealed.sequence(), before.sequence()));
            return;
        }
        head = sealed.head();
        Digest previous;
        try {
            previous = Digest.parse(previousHash);
        } catch (IllegalArgumentException e) {
            found(new ChainProblem.Changed(sealed.sequence(), "its previousHash is no digest"));
            return;
        }
        if (before != null
                && before.sequence() == sealed.sequence() - 1
                && !before.hash().equals(previous)) {
            found(new ChainProblem.Changed(
                    sealed.sequence(), "it does not continue row " + before.sequence() + ", which is in the file"));
        }
        if (!new ChainHead(sealed.sequence() - 1, previous)
                .hashOf(sealed.sequence(), sealed.event())
                .equals(sealed.hash())) {
            found(new ChainProblem.Changed(sealed.sequence(), "its hash is not that of what it says"));
        }
        compare(sealed.sequence(), sealed.hash(), true);
        compare(sealed.sequence() - 1, previous, false);
    }

    private void compare(long sequence, Digest hash, boolean isInFile) {
        Signed checkpoint = signed.get(sequence);
        if (checkpoint == null) {
            return;
        }
        if (!checkpoint.hash().equals(hash)) {
            found(new ChainProblem.Rebuilt(0, sequence, checkpoint.place()));
        } else if (isInFile) {
            vouched++;
        }
    }

    private void found(ChainProblem problem) {
        if (problems.size() < ChainVerifier.MOST_PROBLEMS) {
            problems.add(problem);
        } else {
            more++;
        }
    }

    /// The judgement, after the last row.
    public Result conclude() {
        return new Result(events, vouched, problems, more);
    }
}
