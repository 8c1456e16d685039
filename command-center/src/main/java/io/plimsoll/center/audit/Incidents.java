package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.Outcome;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.center.server.database.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Keeps the table `audit_incident`: failures, and what else somebody should look at, the same of one day (UTC) as one
/// row
/// with a count. A flood of refusals costs one row for each batch; events that went well cost nothing.
final class Incidents {
    /// What is looked at although it came about.
    private static final Set<EventType> ALARMS = EnumSet.of(
            EventType.CONTAINER_START_WOULD_REFUSE,
            EventType.CONTAINER_START_UNGOVERNED,
            EventType.CONTAINER_GATE_FAILED,
            EventType.EXEC_WOULD_DENY,
            EventType.EXEC_KILLED,
            EventType.ENFORCER_SILENT,
            EventType.ENFORCER_GAP,
            EventType.ENFORCER_EVENTS_LOST,
            EventType.ENFORCER_DEGRADED,
            EventType.ENFORCER_REFUSED,
            EventType.HOST_RESCUED,
            EventType.USER_LOCKED);

    /// No text of an event holds this character, so that no two joins are alike by chance.
    private static final String SEPARATOR = "\u001f";

    /// One statement for a batch, because each of them may be another incident.
    private static final String ADD =
            "insert into audit_incident as present (day, same, type, outcome, reason, actor, host, policy, rule,"
                    + " image_id, image_name, object_kind, object_id, object_name, events, first_time, last_time,"
                    + " last_sequence) select day::date, sha256(convert_to(same, 'UTF8')), type, outcome, reason, actor,"
                    + " host, policy, rule, image_id, image_name, object_kind, object_id, object_name, events::bigint,"
                    + " first_time::timestamptz, last_time::timestamptz, last_sequence::bigint from unnest(?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (day, same, type, outcome, reason, actor, host,"
                    + " policy, rule, image_id, image_name, object_kind, object_id, object_name, events, first_time,"
                    + " last_time, last_sequence) on conflict (day, same) do update set events = present.events +"
                    + " excluded.events, first_time = least(present.first_time, excluded.first_time), last_time ="
                    + " greatest(present.last_time, excluded.last_time), object_id = excluded.object_id, object_name ="
                    + " excluded.object_name, last_sequence = excluded.last_sequence";

    /// In the order of that statement.
    private static final List<BiFunction<Key, Repeats, String>> COLUMNS = List.of(
            (key, repeats) -> key.day().toString(),
            (key, repeats) -> key.same(),
            (key, repeats) -> repeats.event().type().word(),
            (key, repeats) -> repeats.event().outcome().word(),
            (key, repeats) -> repeats.event().reason(),
            (key, repeats) -> repeats.event().actor(),
            (key, repeats) -> repeats.event().host(),
            (key, repeats) -> repeats.event().policy(),
            (key, repeats) -> repeats.event().rule(),
            (key, repeats) -> repeats.event().imageId(),
            (key, repeats) -> repeats.event().imageName(),
            (key, repeats) -> repeats.event().object().kind(),
            (key, repeats) -> repeats.event().object().id(),
            (key, repeats) -> repeats.event().object().name(),
            (key, repeats) -> Long.toString(repeats.events()),
            (key, repeats) -> repeats.first().toString(),
            (key, repeats) -> repeats.last().toString(),
            (key, repeats) -> Long.toString(repeats.newest().sequence()));

    private Incidents() {}

    private record Key(LocalDate day, String same) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::day).thenComparing(Key::same);

        /// A container that is not let in is another one at each try: what is the same there is image, host and reason.
        static Key of(AuditEvent e) {
            String object =
                    e.type().subject().equals("container") ? "" : e.object().id();
            return new Key(
                    LocalDate.ofInstant(e.time(), ZoneOffset.UTC),
                    String.join(
                            SEPARATOR,
                            e.type().word(),
                            e.outcome().word(),
                            e.reason(),
                            e.actor(),
                            e.host(),
                            e.policy(),
                            e.rule(),
                            e.imageId(),
                            e.imageName(),
                            e.object().kind(),
                            object));
        }
    }

    private record Repeats(long events, Instant first, Instant last, SealedEvent newest) {
        static Repeats of(SealedEvent event) {
            return new Repeats(1, event.event().time(), event.event().time(), event);
        }

        Repeats plus(Repeats later) {
            return new Repeats(
                    events + later.events,
                    first.isBefore(later.first) ? first : later.first,
                    last.isAfter(later.last) ? last : later.last,
                    later.newest);
        }

        AuditEvent event() {
            return newest.event();
        }
    }

    /// Adds events that were just appended. Whoever appends holds the head of the chain, so nobody else does so now.
    static void add(Transaction transaction, List<SealedEvent> events) {
        TreeMap<Key, Repeats> repeats = new TreeMap<>(Key.ORDER);
        for (SealedEvent event : events) {
            if (event.event().outcome() == Outcome.FAILURE
                    || ALARMS.contains(event.event().type())) {
                repeats.merge(Key.of(event.event()), Repeats.of(event), Repeats::plus);
            }
        }
        if (repeats.isEmpty()) {
            return;
        }
        List<Map.Entry<Key, Repeats>> rows = List.copyOf(repeats.entrySet());
        transaction.change(
                ADD,
                COLUMNS.stream()
                        .map(column -> rows.stream()
                                .map(row -> column.apply(row.getKey(), row.getValue()))
                                .toList())
                        .toArray());
    }

    /// Forgets what has no event in the database any more. Whoever does holds the head of the chain.
    static void forget(Transaction transaction, long last) {
        transaction.change("delete from audit_incident where last_sequence <= ?", last);
    }
}
