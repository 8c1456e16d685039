package io.plimsoll.advisories.bundle;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the entries of one bundle's list stand in another bundle's.
final class Places {
    private static final int GONE = -1;

    private final int[] places;

    /// @param size of the first bundle's list; nothing has a place in the other one yet
    Places(int size) {
        places = new int[size];
        Arrays.fill(places, GONE);
    }

    static Places same(int size) {
        Places same = new Places(size);
        Arrays.setAll(same.places, i -> i);
        return same;
    }

    /// Sources are the same if they have the same name.
    static Places ofSources(List<SourceReport> before, List<SourceReport> after) {
        Map<String, Integer> byName = new HashMap<>();
        for (SourceReport source : after) {
            byName.put(source.name(), byName.size());
        }
        Places places = new Places(before.size());
        for (int i = 0; i < before.size(); i++) {
            places.put(i, byName.getOrDefault(before.get(i).name(), GONE));
        }
        return places;
    }

    void put(int place, int other) {
        places[place] = other;
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

    static boolean isSame(MemorySegment one, MemorySegment other) {
        return one.mismatch(other) < 0;
    }

    /// One key, with its place in each table; negative where it is not there.
    @FunctionalInterface
    interface Step {
        void take(int before, int after);
    }
}
