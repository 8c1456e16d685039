package io.plimsoll.feeds.addresses;

import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a list says of itself, in lines such as `# licence: CC0-1.0`.
final class About {
    private static final Pattern LINE = Pattern.compile("\\s*[#;]*\\s*([A-Za-z-]{4,12})\\s*:\\s*(.{1,200}?)\\s*");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    private String name;
    private String licence = "";
    private String date = "";
    private Duration timeToLive = WEEK;

    About(String name) {
        this.name = name;
    }

    /// @throws UnreadableSourceException if the date or the time to live is none: a guess could keep a list for ever
    void learn(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        String value = matcher.group(2);
        try {
            switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
                case "name" -> name = OneLine.of(value);
                case "licence", "license" -> licence = OneLine.of(value);
                case "date" -> date = LocalDate.parse(value).toString();
                case "time-to-live" -> timeToLive = positive(Duration.parse(value));
                default -> {}
            }
        } catch (DateTimeException e) {
            throw new UnreadableSourceException(
                    "'" + OneLine.of(line) + "' must be written like 2026-11-20, or like P7D");
        }
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new UnreadableSourceException("a time to live of " + duration + " is not between nothing and a year");
        }
        return duration;
    }

    String name() {
        return name;
    }

    String licence() {
        return licence;
    }

    /// ISO 8601; empty where the list does not date itself.
    String date() {
        return date;
    }

    Duration timeToLive() {
        return timeToLive;
    }
}
