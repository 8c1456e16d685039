package io.plimsoll.center.audit;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How many events of a filter happened when: at most [#MOST_BUCKETS] stretches of time of the same length.
///
/// @param from beginning of the first bucket; whole buckets are counted, so it may lie before what was asked for
/// @param to end of the last bucket, which does not belong to it
/// @param buckets oldest first, without holes
/// @param countedBackTo set when there are too many events to look at all of them: those that came in before this
/// time are not counted
record AuditHistogram(
        Instant from,
        Instant to,
        long bucketSeconds,
        List<Bucket> buckets,
        @Nullable Instant countedBackTo) {
    static final int MOST_BUCKETS = 60;

    /// As many events are looked at where hours do not answer.
    static final int MOST_EVENTS = 10_000;

    private static final long HOUR = 3_600;
    private static final List<Long> LENGTHS = Stream.of(
                    Stream.of(1, 2, 5, 10, 15, 30), // seconds
                    Stream.of(1, 2, 5, 10, 15, 30).map(minutes -> minutes * 60),
                    Stream.of(1, 2, 3, 6, 12).map(hours -> hours * 3_600),
                    Stream.of(1, 2, 7, 14, 28, 91, 364, 3_640, 36_400, 364_000).map(days -> days * 86_400))
            .flatMap(lengths -> lengths)
            .map(Number::longValue)
            .toList();

    /// @param from its first moment
    record Bucket(Instant from, long success, long failure) {}

    AuditHistogram {
        buckets = List.copyOf(buckets);
    }

    private record Span(Instant first, Instant last) {
        long seconds(long bucket) {
            return Duration.between(floor(first, bucket), last).toSeconds();
        }
    }

    private record Counted(long second, String outcome, long events) {}

    /// Counts the events of a filter.
    ///
    /// @param now what a filter without an end ends with
    static AuditHistogram of(Transaction transaction, AuditFilter filter, Instant now) {
        Optional<Candidates> candidates = Candidates.choose(transaction, filter, MOST_EVENTS);
        boolean tooMany = isTooMany(transaction, candidates);
        if (tooMany && filter.isOfKindAndTimeOnly()) {
            return ofHours(transaction, filter, now);
        }
        Frame frame = Frame.of(spanOfEvents(transaction, filter, candidates, now), 1);
        AuditFilter whole = filter.within(frame.first(), frame.last());
        candidates = Candidates.choose(transaction, whole, MOST_EVENTS);
        tooMany = isTooMany(transaction, candidates);
        if (tooMany && filter.isOfKindAndTimeOnly()) {
            return ofHours(transaction, filter, now);
        }
        return frame.filledWith(
                candidates
                        .map(chosen -> events(transaction, whole, chosen, frame.length()))
                        .orElse(List.of()),
                tooMany ? candidates.orElseThrow().earliest(transaction) : null);
    }

    private static boolean isTooMany(Transaction transaction, Optional<Candidates> candidates) {
        return candidates.isPresent() && candidates.get().count(transaction) == MOST_EVENTS;
    }

    private static AuditHistogram ofHours(Transaction transaction, AuditFilter filter, Instant now) {
        Frame frame = Frame.of(spanOfHours(transaction, filter, now), HOUR);
        AuditFilter whole = filter.within(frame.first(), frame.last());
        return frame.filledWith(hours(transaction, whole, frame.length()), null);
    }

    /// Buckets to be filled.
    private record Frame(Instant first, Instant end, long length) {
        static Frame of(Span span, long least) {
            long length = LENGTHS.stream()
                    .filter(each -> each >= least && span.seconds(each) < each * MOST_BUCKETS)
                    .findFirst()
                    .orElseThrow();
            return new Frame(
                    floor(span.first(), length), floor(span.last(), length).plusSeconds(length), length);
        }

        Instant last() {
            return end.minusMillis(1);
        }

        AuditHistogram filledWith(List<Counted> counted, @Nullable Instant countedBackTo) {
            return new AuditHistogram(first, end, length, buckets(first, end, length, counted), countedBackTo);
        }
    }

    private static Instant floor(Instant instant, long length) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), length) * length);
    }

    private static Span spanOfHours(Transaction transaction, AuditFilter filter, Instant now) {
        Sql sql = new Sql("select min(hour) as first from audit_hour where true").all(List.of(filter.kind()));
        return span(transaction, sql, filter, now);
    }

    private static Span spanOfEvents(
            Transaction transaction, AuditFilter filter, Optional<Candidates> candidates, Instant now) {
        if (candidates.isEmpty() || filter.from().isPresent()) {
            return new Span(filter.from().orElse(now), filter.to().orElse(now));
        }
        Sql sql = new Sql("select min(time) as first from ");
        candidates.get().appendTo(sql, Long.MAX_VALUE, true);
        sql.add(" where true").all(candidates.get().left(filter.conditions()));
        return span(transaction, sql, filter, now);
    }

    private static Span span(Transaction transaction, Sql sql, AuditFilter filter, Instant now) {
        Optional<Instant> first = transaction
                .first(row -> row.instantIfAny("first"), sql.text(), sql.arguments())
                .flatMap(found -> found);
        Instant to = filter.to().orElse(now);
        Instant from = filter.from().or(() -> first).orElse(to);
        return new Span(from.isAfter(to) ? to : from, to);
    }

    private static List<Counted> hours(Transaction transaction, AuditFilter filter, long length) {
        Sql sql =
                new Sql("select floor(extract(epoch from hour) / ?)::bigint * ? as second, outcome, sum(events)::bigint"
                        + " as events from audit_hour where true");
        sql.add("", length, length)
                .all(List.of(filter.kind()))
                .add(
                        " and hour >= ? and hour <= ? group by 1, 2",
                        filter.from().orElseThrow(),
                        filter.to().orElseThrow());
        return transaction.list(AuditHistogram::counted, sql.text(), sql.arguments());
    }

    private static List<Counted> events(
            Transaction transaction, AuditFilter filter, Candidates candidates, long length) {
        Sql sql = new Sql(
                        "select floor(extract(epoch from time) / ?)::bigint * ? as second, outcome, count(*) as events from ")
                .add("", length, length);
        candidates.appendTo(sql, Long.MAX_VALUE, true);
        sql.add(" where true").all(candidates.left(filter.conditions())).add(" group by 1, 2");
        return transaction.list(AuditHistogram::counted, sql.text(), sql.arguments());
    }

    private static Counted counted(Row row) throws SQLException {
        return new Counted(row.number("second"), row.text("outcome"), row.number("events"));
    }

    private static List<Bucket> buckets(Instant first, Instant end, long length, List<Counted> counted) {
        Map<Long, Bucket> found = new TreeMap<>();
        for (Counted one : counted) {
            boolean failed = one.outcome().equals("failure");
            Bucket more = new Bucket(
                    Instant.ofEpochSecond(one.second()), failed ? 0 : one.events(), failed ? one.events() : 0);
            found.merge(
                    one.second(),
                    more,
                    (a, b) -> new Bucket(a.from(), a.success() + b.success(), a.failure() + b.failure()));
        }
        List<Bucket> buckets = new ArrayList<>();
        for (Instant at = first; at.isBefore(end); at = at.plusSeconds(length)) {
            buckets.add(found.getOrDefault(at.getEpochSecond(), new Bucket(at, 0, 0)));
        }
        return buckets;
    }
}
