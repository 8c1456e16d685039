package io.plimsoll.center.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// A place in a list: the sort keys of the last item seen. To callers it is one opaque word.
public record Cursor(List<String> keys) {
    /// Behind every instant that a list holds.
    public static final Instant LATEST = Instant.parse("+294276-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(Object... keys) {
        return new Cursor(List.of(keys).stream().map(String::valueOf).toList());
    }

    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decode(String word) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
            return new Cursor(List.of(joined.split(SEPARATOR, -1)));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /// The key at this place.
    public String text(int index) {
        if (index >= keys.size() || keys.get(index).indexOf('\0') >= 0) {
            throw invalid();
        }
        return keys.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /// An instant of those that PostgreSQL keeps.
    public Instant instant(int index) {
        try {
            Instant instant = Instant.parse(text(index));
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw invalid();
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw invalid();
        }
    }

    public UUID uuid(int index) {
        try {
            return UUID.fromString(text(index));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                400, "cursor-invalid", "'cursor' is not one that this list gave; begin again without it");
    }
}
