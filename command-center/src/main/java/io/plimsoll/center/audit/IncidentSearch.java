package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditObject;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the incidents of a filter, the one that was last repeated first. It looks at no more than [AuditSearch#MOST]
/// of
/// them, and says where it stopped.
record IncidentSearch(AuditFilter filter) {
    private static final String LOOKED = "(select *, '' as source, '{}'::jsonb as details from audit_incident"
            + " where last_sequence < ? order by last_sequence desc limit ?) looked";

    /// One incident. Empty texts are absent.
    ///
    /// @param object what the newest of its events was about
    /// @param events how many repeats
    /// @param lastSequence place of the newest of them in the chain
    record Incident(
            String type,
            String outcome,
            @Nullable String reason,
            String actor,
            @Nullable String host,
            @Nullable String policy,
            @Nullable String rule,
            @Nullable String imageId,
            @Nullable String imageName,
            AuditObject object,
            long events,
            Instant firstTime,
            Instant lastTime,
            long lastSequence) {}

    /// @param searchedBackTo absent when everything was looked at that may belong to the page
    record IncidentPage(
            List<Incident> items,
            @Nullable String next,
            Total total,
            @Nullable Instant searchedBackTo) {}

    private record Looked(long incidents, long matching, long last) {}

    IncidentPage page(Transaction transaction, PageRequest page) {
        long before = page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        Sql sql =
                new Sql("select * from ").add(LOOKED, before, AuditSearch.MOST).add(" where true");
        restrict(sql).add(" order by last_sequence desc limit ?", page.rows());
        List<Incident> found = transaction.list(IncidentSearch::incident, sql.text(), sql.arguments());
        Looked first = look(transaction, Long.MAX_VALUE);
        Total total = first.incidents() < AuditSearch.MOST
                ? new Total(first.matching(), "eq")
                : new Total(Math.min(first.matching(), Total.EXACT_UP_TO), "gte");
        if (found.size() > page.limit()) {
            List<Incident> shown = found.subList(0, page.limit());
            return new IncidentPage(
                    shown, Cursor.of(shown.getLast().lastSequence()).encoded(), total, null);
        }
        Looked here = page.after().isEmpty() ? first : look(transaction, before);
        if (here.incidents() < AuditSearch.MOST) {
            return new IncidentPage(found, null, total, null);
        }
        Instant stop = transaction
                .first(
                        row -> row.instant("last_time"),
                        "select last_time from audit_incident where last_sequence = ?",
                        here.last())
                .orElse(null);
        return new IncidentPage(found, Cursor.of(here.last()).encoded(), total, stop);
    }

    private Looked look(Transaction transaction, long before) {
        Sql sql = new Sql(
                "select count(*) as incidents, coalesce(min(last_sequence), 0) as last, count(*) filter (where true");
        restrict(sql).add(") as matching from ").add(LOOKED, before, AuditSearch.MOST);
        return transaction
                .first(
                        row -> new Looked(row.number("incidents"), row.number("matching"), row.number("last")),
                        sql.text(),
                        sql.arguments())
                .orElseThrow();
    }

    /// Adds the conditions: the columns are named as those of events, but for the time, of which an incident has a
    /// stretch.
    private Sql restrict(Sql sql) {
        sql.all(filter.atAnyTime().conditions());
        filter.from().ifPresent(from -> sql.add(" and last_time >= ?", from));
        filter.to().ifPresent(to -> sql.add(" and first_time <= ?", to));
        return sql;
    }

    private static Incident incident(Row row) throws SQLException {
        return new Incident(
                row.text("type"),
                row.text("outcome"),
                orAbsent(row.text("reason")),
                row.text("actor"),
                orAbsent(row.text("host")),
                orAbsent(row.text("policy")),
                orAbsent(row.text("rule")),
                orAbsent(row.text("image_id")),
                orAbsent(row.text("image_name")),
                new AuditObject(row.text("object_kind"), row.text("object_id"), row.text("object_name")),
                row.number("events"),
                row.instant("first_time"),
                row.instant("last_time"),
                row.number("last_sequence"));
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }
}
