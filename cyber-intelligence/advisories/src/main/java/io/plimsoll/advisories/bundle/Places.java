package io.plimsoll.advisories.bundle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the sources of one bundle stand in another.
final class Places {
    private static final int GONE = -1;

    private final int[] places;

    private Places(int[] places) {
        this.places = places;
    }

    static Places same(int size) {
        int[] same = new int[size];
        Arrays.setAll(same, i -> i);
        return new Places(same);
    }

    /// Sources are the same if they have the same name.
    static Places of(List<SourceReport> before, List<SourceReport> after) {
        Map<String, Integer> byName = new HashMap<>();
        for (SourceReport source : after) {
            byName.put(source.name(), byName.size());
        }
        return new Places(before.stream()
                .mapToInt(source -> byName.getOrDefault(source.name(), GONE))
                .toArray());
    }

    int size() {
        return places.length;
    }

    /// @return negative if it is not there
    int of(int place) {
        return places[place];
    }

    /// Both tables in the order of their keys, each key once.
    static void walk(SortedTable before, SortedTable after, Step step) {
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order = i == before.size() ? 1 : j == after.size() ? -1 : compare(before.key(i), after.key(j));
            step.take(order <= 0 ? i : GONE, order >= 0 ? j : GONE);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private static int compare(byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, other);
    }

    /// One key, with its place in each table; negative where it is not there.
    @FunctionalInterface
    interface Step {
        void take(int before, int after);
    }
}
