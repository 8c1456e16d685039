package io.plimsoll.center.dashboard;

import java.time.LocalDate;

/// How the risk was at the end of a day (UTC), or is now.
///
/// @param runningUnfixed containers that ran with critical or high findings that nobody accepted
/// @param exposedUnfixed those of them that others than their host reached
/// @param critical vulnerabilities in any image
/// @param high likewise
record RiskDay(LocalDate day, long runningUnfixed, long exposedUnfixed, long critical, long high) {
    static RiskDay of(LocalDate day, Numbers numbers) {
        return new RiskDay(
                day,
                numbers.risk().runningUnfixed().value(),
                numbers.risk().exposedUnfixed().value(),
                numbers.severities().getOrDefault("critical", 0L),
                numbers.severities().getOrDefault("high", 0L));
    }
}
