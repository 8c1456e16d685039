package io.plimsoll.scanner.analysis.lockfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What can be reached from some starts along directed edges.
final class Reachable {
    private final Map<String, List<String>> edges = new HashMap<>();
    private final Deque<String> starts = new ArrayDeque<>();

    void edge(String from, String to) {
        edges.computeIfAbsent(from, node -> new ArrayList<>()).add(to);
    }

    void start(String node) {
        starts.add(node);
    }

    /// The starts and all that lies behind them.
    Set<String> all() {
        Set<String> reached = new HashSet<>(starts);
        Deque<String> ahead = new ArrayDeque<>(reached);
        while (!ahead.isEmpty()) {
            for (String next : edges.getOrDefault(ahead.pop(), List.of())) {
                if (reached.add(next)) {
                    ahead.push(next);
                }
            }
        }
        return reached;
    }
}
