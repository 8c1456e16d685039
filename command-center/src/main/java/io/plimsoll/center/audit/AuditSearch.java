package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
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
        boolean isKindKnown = filter.container()
                .filter(id -> isOfContainersAlone(transaction, id))
                .isPresent();
        this.conditions = candidates.stream()
                .flatMap(chosen -> chosen.left(filter.conditions()).stream())
                .filter(condition -> !isKindKnown || !condition.equals(AuditFilter.OF_CONTAINER))
                .toList();
    }

    /// Whether no event about anything else names this id: then the index of objects answers alone, and the rows of ten
    /// thousand events, which lie all over the trail, are not read to see what each is about.
    private static boolean isOfContainersAlone(Transaction transaction, String id) {
        return transaction.countUpTo(1, "audit_event where object_id = ? and object_kind <> 'container'", id) == 0;
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

    /// What came of looking at the candidates, which is done once.
    ///
    /// @param last place of the oldest that was looked at
    /// @param places of the newest that match, as many as were wanted
    private record Looked(long events, long matching, long last, List<String> places) {}

    Found page(PageRequest page) {
        if (candidates.isEmpty()) {
            return new Found(List.of(), null, Total.of(0), null);
        }
        Optional<Long> before = page.after().map(cursor -> cursor.number(0));
        Looked here = look(candidates.get(), before.orElse(Long.MAX_VALUE), page.rows());
        Total total = page.after().flatMap(AuditSearch::total).orElseGet(() -> total(before, here));
        List<ChainLine> lines = lines(here.places());
        if (lines.size() > page.limit()) {
            List<ChainLine> shown = lines.subList(0, page.limit());
            return new Found(shown, cursor(shown.getLast().sequence(), total), total, null);
        }
        Optional<Stop> stop = stop(here);
        return new Found(
                lines,
                stop.map(place -> cursor(place.sequence(), total)).orElse(null),
                total,
                stop.map(Stop::at).orElse(null));
    }

    private Total total(Optional<Long> before, Looked here) {
        Looked first = before.isEmpty() ? here : look(candidates.orElseThrow(), Long.MAX_VALUE, 0);
        return first.events() < MOST
                ? new Total(first.matching(), "eq")
                : new Total(Math.min(first.matching(), Total.EXACT_UP_TO), "gte");
    }

    /// Carries the total along: to count again for each page costs as much as the page.
    private static Cursor cursor(long sequence, Total total) {
        return Cursor.of(sequence, total.value(), total.relation());
    }

    private static Optional<Total> total(Cursor cursor) {
        return cursor.keys().size() == 1
                ? Optional.empty()
                : Optional.of(new Total(cursor.number(1), cursor.text(2).equals("eq") ? "eq" : "gte"));
    }

    private List<ChainLine> lines(List<String> places) {
        return transaction.list(
                AuditStore::line,
                "select " + AuditStore.COLUMNS
                        + " from audit_event where sequence = any (?::bigint[]) order by sequence desc",
                places);
    }

    private Looked look(Candidates of, long before, int rows) {
        Sql sql = new Sql("select count(*) as events, coalesce(min(place), 0) as last, count(*) filter (where matches)"
                        + " as matching, coalesce((array_agg(place::text order by place desc) filter (where"
                        + " matches))[1:?], '{}') as places from (select place, true")
                .add("", rows)
                .all(conditions)
                .add(" as matches from ");
        of.appendTo(sql, before, !conditions.isEmpty());
        // Each is checked once, and not by every aggregate again.
        sql.add(" offset 0) looked");
        return transaction
                .first(AuditSearch::looked, sql.text(), sql.arguments())
                .orElseThrow();
    }

    private static Looked looked(Row row) throws SQLException {
        return new Looked(row.number("events"), row.number("matching"), row.number("last"), row.texts("places"));
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
