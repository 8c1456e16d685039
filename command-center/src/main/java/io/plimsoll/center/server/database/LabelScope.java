package io.plimsoll.center.server.database;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The labels that narrow what a caller sees: only what carries all of them. While one is [#entered][#enter] on a
/// thread, everything that [Database#read] gives there is narrowed by the database itself (docs/adr/0030).
///
/// @param labels such as `team=payments`, each once and in order; empty for no narrowing
public record LabelScope(List<String> labels) {
    /// Sees everything.
    public static final LabelScope NONE = new LabelScope(List.of());

    private static final ThreadLocal<LabelScope> CURRENT = ThreadLocal.withInitial(() -> NONE);

    public LabelScope {
        labels = List.copyOf(new TreeSet<>(labels));
    }

    public static LabelScope of(Collection<String> labels) {
        return new LabelScope(List.copyOf(labels));
    }

    /// Both hold: what neither of them hides.
    public LabelScope and(LabelScope other) {
        TreeSet<String> both = new TreeSet<>(labels);
        both.addAll(other.labels);
        return of(both);
    }

    public boolean isEverything() {
        return labels.isEmpty();
    }

    /// From now on this thread reads within it. Whoever enters also [leaves][#leave].
    public void enter() {
        CURRENT.set(this);
    }

    /// From now on this thread reads everything.
    public static void leave() {
        CURRENT.remove();
    }

    /// What the Center does itself for a caller, once it was looked within the scope whether the caller may have it
    /// done:
    /// it sees everything.
    public static <T> T outside(Supplier<T> work) {
        LabelScope entered = CURRENT.get();
        leave();
        try {
            return work.get();
        } finally {
            entered.enter();
        }
    }

    static LabelScope current() {
        return CURRENT.get();
    }
}
