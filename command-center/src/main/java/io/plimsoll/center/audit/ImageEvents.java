package io.plimsoll.center.audit;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Total;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What lately happened to one image.
///
/// @param count a lower bound where the image has so many events that not all were looked at
/// @param newest empty if nothing did
/// @param imageName as the events call it
public record ImageEvents(Total count, Optional<Instant> newest, String imageName) {
    /// Nothing happened.
    public static final ImageEvents NONE = new ImageEvents(Total.of(0), Optional.empty(), "");

    private static final String NEWEST = "select image.id, e.looked, e.events, e.newest, e.name"
            + " from unnest(?) as image(id) cross join lateral (select count(*) as looked,"
            + " count(*) filter (where wanted) as events, max(time) filter (where wanted) as newest,"
            + " max(image_name) filter (where wanted) as name"
            + " from (select time, image_name, type = any (?) and time >= ? as wanted from audit_event"
            + " where image_id = image.id and image_id <> '' and sequence >= ? order by sequence desc limit ?) one) e";

    /// @param since by the events' own times
    /// @return by image; those to which nothing happened are left out
    static Map<String, ImageEvents> of(
            Transaction transaction, List<String> images, List<EventType> types, Instant since) {
        List<String> words = types.stream().map(EventType::word).toList();
        long from = transaction.number(
                "select coalesce(min(first_sequence), 0) from audit_hour where hour >= ? and type = any (?)",
                since.truncatedTo(ChronoUnit.HOURS),
                words);
        Map<String, ImageEvents> events = new HashMap<>();
        transaction
                .list(
                        row -> Map.entry(
                                row.text("id"),
                                new ImageEvents(
                                        new Total(
                                                row.number("events"),
                                                row.number("looked") > Total.EXACT_UP_TO ? "gte" : "eq"),
                                        row.instantIfAny("newest"),
                                        row.text("name"))),
                        NEWEST,
                        images,
                        words,
                        since,
                        from,
                        Total.EXACT_UP_TO + 1)
                .stream()
                .filter(entry -> entry.getValue().newest().isPresent())
                .forEach(entry -> events.put(entry.getKey(), entry.getValue()));
        return events;
    }
}
