package io.plimsoll.center.audit;

import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.center.server.database.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps the table `audit_hour`: how many events of a kind happened in an hour, and between which places of the chain
/// they stand. It answers for millions of events at once; no proof rests on it. One of these counts some events.
final class AuditHours {
    private record Kind(Instant hour, String type, String outcome) {
        static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::hour).thenComparing(Kind::type).thenComparing(Kind::outcome);

        static Kind of(SealedEvent event) {
            return new Kind(
                    event.event().time().truncatedTo(ChronoUnit.HOURS),
                    event.event().type().word(),
                    event.event().outcome().word());
        }
    }

    private record Count(long events, long first, long last) {
        Count plus(Count other) {
            return new Count(events + other.events, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private final TreeMap<Kind, Count> counts = new TreeMap<>(Kind.ORDER);

    void count(SealedEvent event) {
        counts.merge(Kind.of(event), new Count(1, event.sequence(), event.sequence()), Count::plus);
    }

    /// Counts events that were just appended. Whoever appends holds the head of the chain, so nobody else counts now.
    static void add(Transaction transaction, List<SealedEvent> events) {
        AuditHours hours = new AuditHours();
        events.forEach(hours::count);
        hours.addTo(transaction);
    }

    /// Takes away what was counted, because it left the database from the beginning of the chain on. Whoever does holds
    /// the head of the chain.
    void takeFrom(Transaction transaction) {
        transaction.changeAll(
                "update audit_hour set events = events - ?, first_sequence = greatest(first_sequence, ?)"
                        + " where hour = ? and type = ? and outcome = ?",
                counts.entrySet().stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.getValue().events(),
                            entry.getValue().last() + 1,
                            entry.getKey().hour(),
                            entry.getKey().type(),
                            entry.getKey().outcome()
                        })
                        .toList());
        transaction.change("delete from audit_hour where events <= 0");
    }

    private void addTo(Transaction transaction) {
        transaction.changeAll(
                "insert into audit_hour as present (hour, type, outcome, events, first_sequence, last_sequence)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (hour, type, outcome) do update set"
                        + " events = present.events + excluded.events,"
                        + " first_sequence = least(present.first_sequence, excluded.first_sequence),"
                        + " last_sequence = greatest(present.last_sequence, excluded.last_sequence)",
                counts.entrySet().stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.getKey().hour(),
                            entry.getKey().type(),
                            entry.getKey().outcome(),
                            entry.getValue().events(),
                            entry.getValue().first(),
                            entry.getValue().last()
                        })
                        .toList());
    }
}
