package io.plimsoll.scanner.bounds;

import io.plimsoll.model.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Collects gaps. Of each kind only the first ones are kept and the others counted, so that a hostile image cannot
/// fill memory or a screen with them. Not for use by several threads.
public final class Gaps {
    private static final int KEPT_PER_CODE = 20;

    private final Map<String, List<Gap>> byCode = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    /// Notes one gap.
    ///
    /// @param path where, from the root of the image; empty where it is the whole
    public void add(String code, String detail, String path) {
        counts.merge(code, 1L, Long::sum);
        List<Gap> kept = byCode.computeIfAbsent(code, c -> new ArrayList<>());
        if (kept.size() < KEPT_PER_CODE) {
            kept.add(new Gap(code, detail, path));
        }
    }

    /// Notes that a limit was reached.
    public void add(LimitReached limit, String path) {
        add(limit.code(), String.valueOf(limit.getMessage()), path);
    }

    /// Takes over the gaps of another collection.
    public void addAll(Gaps others) {
        others.byCode.forEach((code, gaps) -> {
            gaps.forEach(gap -> add(code, gap.detail(), gap.path()));
            counts.merge(code, others.counts.getOrDefault(code, 0L) - gaps.size(), Long::sum);
        });
    }

    /// Notes gaps of which only the number is known, beside those that were added.
    public void addMore(String code, long number) {
        counts.merge(code, number, Long::sum);
    }

    /// The codes of all.
    public Set<String> codes() {
        return Set.copyOf(counts.keySet());
    }

    /// Those of one code that are kept, in the order in which they were noted.
    public List<Gap> kept(String code) {
        return List.copyOf(byCode.getOrDefault(code, List.of()));
    }

    /// How many of a code there are besides.
    public long more(String code) {
        return counts.getOrDefault(code, 0L) - kept(code).size();
    }

    /// All of them by code, with a last line for those of which only the number is known.
    public List<Gap> list() {
        List<Gap> all = new ArrayList<>();
        byCode.forEach((code, gaps) -> {
            all.addAll(gaps);
            long more = counts.getOrDefault(code, 0L) - gaps.size();
            if (more > 0) {
                all.add(new Gap(code, "and " + more + " more of this kind", ""));
            }
        });
        return all;
    }
}
