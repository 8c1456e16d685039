package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the newest events of a filter. Whatever the filter says and however many events there are, it looks at no more
/// than [#MOST] of them, and says where it stopped.
final class AuditSearch {
    /// One more than is counted exactly, so that a list of that many says that there are more.
    static final int MOST = (int) Total.EXACT_UP_TO + 1;

    private final Transaction transaction;
    private final Optional<Candidates> candidates;

    /// What is left to be checked of each candidate.
    private final List<AuditFilter.Condition> conditions;

    AuditSearch(Transaction transaction, AuditFilter filter) {
        this.transaction = transaction;
        this.candidates = Candidates.choose(transaction, filter, MOST);
        this.conditions =
                candidates.map(chosen -> chosen.left(filter.conditions())).orElse(List.of());
    }

    /// Where a search that found too little gave up: before it lie events that nobody looked at.
    record Stop(long sequence, Instant at) {}

    /// @param next where the list goes on; absent at its end
    /// @param searchedBackTo when the oldest event that was looked at came in; absent when nothing was left out
    record Found(
            List<ChainLine> lines,
            @Nullable Cursor next,
            Total total,
            @Nullable Instant searchedBackTo) {}

    private record Looked(long events, long matching, long last) {}

    Found page(PageRequest page) {
        if (candidates.isEmpty()) {
            return new Found(List.of(), null, Total.of(0), null);
        }
        long before = page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        List<ChainLine> lines = lines(candidates.get(), before, page.rows());
        Looked first = look(candidates.get(), Long.MAX_VALUE);
        Total total = first.events() < MOST
                ? new Total(first.matching(), "eq")
                : new Total(Math.min(first.matching(), Total.EXACT_UP_TO), "gte");
        if (lines.size() > page.limit()) {
            List<ChainLine> shown = lines.subList(0, page.limit());
            return new Found(shown, Cursor.of(shown.getLast().sequence()), total, null);
        }
        Optional<Stop> stop = stop(page.after().isEmpty() ? first : look(candidates.get(), before));
        return new Found(
                lines,
                stop.map(place -> Cursor.of(place.sequence())).orElse(null),
                total,
                stop.map(Stop::at).orElse(null));
    }

    private List<ChainLine> lines(Candidates of, long before, int rows) {
        Sql sql = new Sql("select " + AuditStore.COLUMNS + " from ");
        of.appendTo(sql, before, true);
        sql.add(" where true").all(conditions).add(" order by place desc limit ?", rows);
        return transaction.list(AuditStore::line, sql.text(), sql.arguments());
    }

    private Looked look(Candidates of, long before) {
        Sql sql = new Sql("select count(*) as events, coalesce(min(place), 0) as last, count(*) filter (where true")
                .all(conditions)
                .add(") as matching from ");
        of.appendTo(sql, before, !conditions.isEmpty());
        return transaction
                .first(AuditSearch::looked, sql.text(), sql.arguments())
                .orElseThrow();
    }

    private static Looked looked(Row row) throws java.sql.SQLException {
        return new Looked(row.number("events"), row.number("matching"), row.number("last"));
    }

    private Optional<Stop> stop(Looked looked) {
        return looked.events() < MOST
                ? Optional.empty()
                : transaction.first(
                        row -> new Stop(looked.last(), row.instant("received_at")),
                        "select received_at from audit_event where sequence = ?",
                        looked.last());
    }
}
