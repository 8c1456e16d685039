package io.plimsoll.feeds.fetch;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// How long to wait before an address is asked again.
final class Delay {
    /// A server that wants longer is left alone: the next mirror, or the next update, is sooner.
    static final Duration MOST = Duration.ofMinutes(3);

    private Delay() {}

    /// One second, two, four ...
    static Duration before(int attempt) {
        return Duration.ofSeconds(1L << Math.min(attempt, 5));
    }

    /// What `Retry-After` says, in seconds or as a date (RFC 9110, section 10.2.3); null if nothing that can be read.
    static @Nullable Duration asked(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("Retry-After").orElse("");
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
