package io.plimsoll.center.dashboard;

import io.plimsoll.center.server.database.Transaction;
import java.time.LocalDate;
import java.util.List;

/// The SQL of how the risk went.
final class RiskStore {
    private static final int KEPT_DAYS = 400;

    private RiskStore() {}

    /// Writes down the day so far, and forgets what is older than a year.
    static void put(Transaction transaction, RiskDay today) {
        transaction.change(
                "insert into risk_day (day, running_unfixed, exposed_unfixed, critical, high)"
                        + " values (?, ?, ?, ?, ?) on conflict (day) do update set running_unfixed = excluded.running_unfixed,"
                        + " exposed_unfixed = excluded.exposed_unfixed, critical = excluded.critical, high = excluded.high",
                today.day(),
                today.runningUnfixed(),
                today.exposedUnfixed(),
                today.critical(),
                today.high());
        transaction.change("delete from risk_day where day < ?", today.day().minusDays(KEPT_DAYS));
    }

    /// The days from one on, before another.
    static List<RiskDay> between(Transaction transaction, LocalDate from, LocalDate before) {
        return transaction.list(
                row -> new RiskDay(
                        LocalDate.parse(row.text("day")),
                        row.number("running_unfixed"),
                        row.number("exposed_unfixed"),
                        row.number("critical"),
                        row.number("high")),
                "select day::text as day, running_unfixed, exposed_unfixed, critical, high from risk_day"
                        + " where day >= ? and day < ? order by risk_day.day",
                from,
                before);
    }
}
