package io.plimsoll.center.audit;

import io.plimsoll.center.audit.AuditFilter.Condition;
import io.plimsoll.center.server.database.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// A stretch of the trail, and the one way through it that meets the fewest events which a filter then throws out.
///
/// @param source a table or query with the columns of `audit_event`
/// @param first no event before this sequence is in the stretch
/// @param last none after this one
/// @param most how many newest events are looked at
record Candidates(Condition source, List<Condition> way, long first, long last, int most) {
    private static final Condition TRAIL = new Condition("audit_event", List.of(), false);

    private record Stretch(long first, long last) {
        static final Stretch WHOLE = new Stretch(1, Long.MAX_VALUE);
    }

    /// Chooses by counting, up to the limit, how many events each indexed condition leaves.
    ///
    /// @return empty when no event can match
    static Optional<Candidates> choose(Transaction transaction, AuditFilter filter, int most) {
        Optional<Stretch> stretch = stretch(transaction, filter);
        if (stretch.isEmpty()) {
            return Optional.empty();
        }
        Stretch within = stretch.get();
        Candidates best = new Candidates(TRAIL, List.of(), within.first(), within.last(), most);
        List<Condition> indexed =
                filter.conditions().stream().filter(Condition::isIndexed).toList();
        if (indexed.size() == 1 && within.equals(Stretch.WHOLE)) {
            return Optional.of(best.by(indexed.getFirst()));
        }
        long fewest = Long.MAX_VALUE;
        for (Condition condition : indexed) {
            Candidates one = new Candidates(TRAIL, List.of(condition), within.first(), within.last(), most);
            long count = one.count(transaction);
            if (count < fewest) {
                fewest = count;
                best = one;
            }
        }
        if (!within.equals(Stretch.WHOLE)) {
            Candidates ofTime = new Candidates(ofTime(filter, most), List.of(), 1, Long.MAX_VALUE, most);
            // Ordered by place they are only once all are known; so none of them may be left out before.
            long count = ofTime.count(transaction);
            if (count < most && count < fewest) {
                best = ofTime;
            }
        }
        return Optional.of(best);
    }

    private Candidates by(Condition condition) {
        return new Candidates(source, List.of(condition), first, last, most);
    }

    /// Events come in nearly in the order of their times, but those of an Enforcer that was cut off come late:
    /// the hours know the first and the last place.
    private static Optional<Stretch> stretch(Transaction transaction, AuditFilter filter) {
        if (filter.from().isEmpty() && filter.to().isEmpty()) {
            return Optional.of(Stretch.WHOLE);
        }
        Sql sql = new Sql("select min(first_sequence) as first, max(last_sequence) as last from audit_hour where true")
                .all(List.of(filter.kind()));
        filter.from().ifPresent(from -> sql.add(" and hour >= ?", from.truncatedTo(ChronoUnit.HOURS)));
        filter.to().ifPresent(to -> sql.add(" and hour <= ?", to));
        return transaction
                .first(row -> new Stretch(row.number("first"), row.number("last")), sql.text(), sql.arguments())
                .filter(stretch -> stretch.last() > 0);
    }

    private static Condition ofTime(AuditFilter filter, int most) {
        Instant from = filter.from().orElse(AuditFilter.EARLIEST);
        Instant to = filter.to().orElse(AuditFilter.LATEST);
        return new Condition(
                "(select * from audit_event where time >= ? and time <= ? limit ?) of_time",
                List.of(from, to, most),
                false);
    }

    /// How many events are looked at.
    long count(Transaction transaction) {
        Sql sql = new Sql("");
        restriction(sql, Long.MAX_VALUE);
        return transaction.countUpTo(most, sql.text(), sql.arguments());
    }

    /// When the oldest of them came in.
    Instant earliest(Transaction transaction) {
        Sql sql = new Sql("select received_at from audit_event where sequence = (select min(place) from ");
        appendTo(sql, Long.MAX_VALUE, false);
        sql.add(")");
        return transaction
                .first(row -> row.instant("received_at"), sql.text(), sql.arguments())
                .orElseThrow();
    }

    /// Those of the conditions that a candidate need not hold already.
    List<Condition> left(List<Condition> conditions) {
        return conditions.stream().filter(condition -> !way.contains(condition)).toList();
    }

    /// Adds `way`, which has the `place` of each candidate, newest first once ordered by it; or `candidate`, with all
    /// its columns too. The planner may neither look for another way nor look at more: it would, where it takes a
    /// condition for likelier than it is. As an array, the places are gone through in one pass of the index.
    void appendTo(Sql sql, long before, boolean withColumns) {
        sql.add(
                withColumns
                        ? "(select *, sequence as place from audit_event where sequence = any (array(select sequence from "
                        : "(select sequence as place from ");
        restriction(sql, before);
        sql.add(" order by sequence desc limit ?", most).add(withColumns ? ")) offset 0) candidate" : ") way");
    }

    private void restriction(Sql sql, long before) {
        sql.add(source.sql(), source.arguments().toArray())
                .add(" where sequence >= ? and sequence <= ?", first, Math.min(last, before - 1))
                .all(way);
    }
}
