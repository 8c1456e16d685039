package io.plimsoll.center.dashboard;

import io.plimsoll.center.containers.Containers;
import io.plimsoll.center.hosts.Hosts;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.model.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is counted for the first page.
///
/// @param severities vulnerabilities of all images, each once, by the worst severity that any image gives it
/// @param verdicts images by the word of their verdict
record Numbers(
        ImageNumbers images,
        ContainerNumbers containers,
        HostNumbers hosts,
        Risk risk,
        Map<String, Long> severities,
        Map<String, Long> verdicts) {
    record ImageNumbers(long total, long unscanned, long refused) {}

    /// @param gated running with an exec gate, in audit or enforcing
    record ContainerNumbers(long running, long gated, long ungated) {}

    /// @param weak where a mechanism is missing or could not be told
    record HostNumbers(long connected, long silent, Total weak) {}

    /// @param runningUnfixed containers that run with critical or high findings that nobody accepted
    /// @param exposedUnfixed those of them that others than their host reach
    record Risk(Total runningUnfixed, Total exposedUnfixed) {}

    private record Count(String word, long count) {}

    static Numbers count(Transaction transaction) {
        Map<String, Long> verdicts = byWord(
                transaction,
                List.of("admitted", "would-refuse", "refused", "pending"),
                "select verdict as word, count(*) from image where gone_at is null group by 1");
        Map<String, Long> scans = byWord(
                transaction,
                List.of("scanned"),
                "select scan_state as word, count(*) from image where gone_at is null group by 1");
        Map<String, Long> gates = byWord(
                transaction,
                List.of("enforce", "audit", "none"),
                "select exec_gate as word, count(*) from container where gone_at is null and state = 'running' group by 1");
        Map<String, Long> hosts = byWord(
                transaction,
                List.of("connected", "silent"),
                "select coalesce((select n.state from enforcer_now n where n.host_id = h.id order by enrolled_at desc"
                        + " limit 1), 'silent') as word, count(*) from host h group by 1");
        long total = sum(verdicts);
        long gated = gates.getOrDefault("enforce", 0L) + gates.getOrDefault("audit", 0L);
        return new Numbers(
                new ImageNumbers(
                        total, total - scans.getOrDefault("scanned", 0L), verdicts.getOrDefault("refused", 0L)),
                new ContainerNumbers(sum(gates), gated, sum(gates) - gated),
                new HostNumbers(
                        hosts.getOrDefault("connected", 0L), hosts.getOrDefault("silent", 0L), Hosts.weak(transaction)),
                new Risk(Containers.runningUnfixed(transaction, false), Containers.runningUnfixed(transaction, true)),
                severities(transaction),
                verdicts);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> severities(Transaction transaction) {
        Map<String, Long> bySeverity = byWord(
                transaction,
                List.of(),
                "select severity::text as word, count(*) from vulnerability where images > 0 group by 1");
        Map<String, Long> counts = new LinkedHashMap<>();
        List<Severity> fromTheLeast = List.of(Severity.values());
        for (int place = 0; place < fromTheLeast.size(); place++) {
            counts.put(fromTheLeast.get(place).word(), bySeverity.getOrDefault(Integer.toString(place), 0L));
        }
        return counts;
    }

    /// @param words that are shown even where there are none
    private static Map<String, Long> byWord(Transaction transaction, List<String> words, String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        words.forEach(word -> counts.put(word, 0L));
        transaction
                .list(row -> new Count(row.text("word"), row.number("count")), sql)
                .forEach(count -> counts.put(count.word(), count.count()));
        return counts;
    }
}
