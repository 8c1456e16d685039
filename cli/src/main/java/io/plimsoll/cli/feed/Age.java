package io.plimsoll.cli.feed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// How long ago something was, in the unit that a person would use.
final class Age {
    private Age() {}

    static String of(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.isNegative()) {
            return "in the future";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " days";
    }

    /// Of what a source says of itself: an ISO 8601 date or instant; `-` for anything else.
    static String of(String date, Instant now) {
        try {
            return of(
                    date.length() == 10
                            ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(date).toInstant(),
                    now);
        } catch (DateTimeException e) {
            return "-";
        }
    }
}
