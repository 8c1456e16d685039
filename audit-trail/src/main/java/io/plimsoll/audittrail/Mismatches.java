package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rows whose hash does not continue the chain, and what explains them best: two rows that were swapped account for
/// up to four of them.
final class Mismatches {
    private final TreeMap<Long, Mismatch> bySequence = new TreeMap<>();

    /// @param before the head of the chain as it stood before the row
    private record Mismatch(ChainHead before, SealedEvent found) {
        boolean continues(ChainHead head, SealedEvent event, Digest hash) {
            return head.hashOf(found.sequence(), event.event()).equals(hash);
        }
    }

    void add(ChainHead before, SealedEvent found) {
        bySequence.put(found.sequence(), new Mismatch(before, found));
    }

    int size() {
        return bySequence.size();
    }

    /// Names every mismatch once.
    List<ChainProblem> explain() {
        List<ChainProblem> problems = new ArrayList<>();
        for (Mismatch a : List.copyOf(bySequence.values())) {
            for (Mismatch b :
                    List.copyOf(bySequence.tailMap(a.found().sequence(), false).values())) {
                if (bySequence.containsKey(a.found().sequence())
                        && bySequence.containsKey(b.found().sequence())
                        && areSwapped(a, b)) {
                    problems.add(new ChainProblem.Swapped(
                            a.found().sequence(), b.found().sequence()));
                }
            }
        }
        for (Map.Entry<Long, Mismatch> left : bySequence.entrySet()) {
            problems.add(new ChainProblem.Changed(
                    left.getKey(),
                    "its hash does not continue that of row "
                            + left.getValue().before().sequence()));
        }
        return problems;
    }

    /// Whether each fits in the other's place. If so, both are explained.
    private boolean areSwapped(Mismatch a, Mismatch b) {
        if (a.continues(a.before(), b.found(), a.found().hash())
                && b.continues(b.before(), a.found(), b.found().hash())) {
            bySequence.remove(a.found().sequence());
            bySequence.remove(b.found().sequence());
            return true;
        }
        return areSwappedWithTheirHashes(a, b);
    }

    private boolean areSwappedWithTheirHashes(Mismatch a, Mismatch b) {
        long first = a.found().sequence();
        long second = b.found().sequence();
        ChainHead afterA = new ChainHead(first, b.found().hash());
        ChainHead afterB = new ChainHead(second, a.found().hash());
        ChainHead beforeB = second == first + 1 ? afterA : b.before();
        if (!a.continues(a.before(), b.found(), b.found().hash())
                || !b.continues(beforeB, a.found(), a.found().hash())) {
            return false;
        }
        bySequence.remove(first);
        bySequence.remove(second);
        clearIfItContinues(afterA);
        clearIfItContinues(afterB);
        return true;
    }

    /// The row after a swapped one is innocent when it continues the row that belongs there.
    private void clearIfItContinues(ChainHead rightful) {
        Mismatch next = bySequence.get(rightful.sequence() + 1);
        if (next != null && next.continues(rightful, next.found(), next.found().hash())) {
            bySequence.remove(next.found().sequence());
        }
    }
}
