package io.plimsoll.center.dashboard;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// How the risk went over the last days.
final class RiskTrend {
    private static final int DAYS = 30;

    private final Database database;
    private final Clock clock;

    RiskTrend(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Writes down how it is now; the last time of a day is what is kept of it.
    void note() {
        database.write(transaction -> {
            RiskStore.put(transaction, RiskDay.of(today(), Numbers.count(transaction)));
            return true;
        });
    }

    /// The last days, oldest first; the last one is now.
    List<RiskDay> until(Transaction transaction, Numbers now) {
        LocalDate today = today();
        List<RiskDay> days = new ArrayList<>(RiskStore.between(transaction, today.minusDays(DAYS - 1L), today));
        days.add(RiskDay.of(today, now));
        return days;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
