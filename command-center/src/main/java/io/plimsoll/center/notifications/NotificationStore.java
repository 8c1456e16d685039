package io.plimsoll.center.notifications;

import io.plimsoll.center.images.SevereNews;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The SQL of notifications.
final class NotificationStore {
    /// More than anybody counts.
    private static final int MOST_UNREAD = 100;

    private NotificationStore() {}

    static void put(
            Transaction transaction, Instant now, Notifications.RunningImage image, String bundle, SevereNews news) {
        transaction.change(
                "with told as (insert into notification as n (at, kind, vulnerability, title, severity, images,"
                        + " running_containers, image_id, image_name, bundle) values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)"
                        + " on conflict (bundle, vulnerability, kind) do update set images = n.images + 1,"
                        + " running_containers = n.running_containers + excluded.running_containers"
                        + " returning number) insert into notification_image (notification, image_id)"
                        + " select number, ? from told on conflict do nothing",
                now,
                news.isRaised() ? "raised" : "found",
                news.vulnerability(),
                news.title(),
                news.severity(),
                image.containers(),
                image.id(),
                image.name(),
                bundle,
                image.id());
    }

    /// Told once by whoever asks; the caller sees to that.
    static void put(Transaction transaction, Instant now, Notifications.EndingException ending) {
        transaction.change(
                "insert into notification (at, kind, vulnerability, title, images, running_containers, exception_id,"
                        + " expiry) values (?, 'exception-ends', ?, ?, ?, 0, ?, ?)",
                now,
                ending.finding(),
                ending.reason(),
                ending.images(),
                ending.id(),
                ending.expiry());
    }

    /// Of how many critical and high findings that count the feed told, by the id of the image.
    static Map<String, Integer> toldByImage(Transaction transaction) {
        Map<String, Integer> told = new HashMap<>();
        transaction
                .list(
                        row -> Map.entry(row.text("image_id"), row.integer("told")),
                        "select f.image_id, count(*) as told from finding f where f.severity in ('critical', 'high')"
                                + " and f.exception_id is null and f.id in (select n.vulnerability from notification n"
                                + " where n.exception_id is null) group by f.image_id")
                .forEach(each -> told.put(each.getKey(), each.getValue()));
        return told;
    }

    /// Up to which one the reader has seen them.
    static long seen(Transaction transaction, String reader) {
        return transaction
                .first(row -> row.number("up_to"), "select up_to from notification_read where user_name = ?", reader)
                .orElse(0L);
    }

    /// The newest first.
    ///
    /// @param seen up to which one they count as read
    static List<Notification> list(Transaction transaction, long seen, PageRequest page) {
        return transaction.list(
                NotificationStore::notification,
                "select *, number <= ? as read from notification where number < ? order by number desc limit ?",
                seen,
                page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE),
                page.rows());
    }

    static Total total(Transaction transaction) {
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, "notification"));
    }

    /// @return at most [#MOST_UNREAD]
    static int unread(Transaction transaction, long seen) {
        return (int) transaction.countUpTo(MOST_UNREAD, "notification where number > ?", seen);
    }

    /// What was seen stays seen; nobody has seen what does not exist yet.
    static void read(Transaction transaction, String reader, long upTo) {
        transaction.change(
                "insert into notification_read as r (user_name, up_to)"
                        + " values (?, least(?, (select coalesce(max(number), 0) from notification)))"
                        + " on conflict (user_name) do update set up_to = greatest(r.up_to, excluded.up_to)",
                reader,
                upTo);
    }

    static int deleteBefore(Transaction transaction, Instant time) {
        return transaction.change("delete from notification where at < ?", time);
    }

    private static Notification notification(Row row) throws SQLException {
        return new Notification(
                row.number("number"),
                row.instant("at"),
                row.text("kind"),
                row.text("vulnerability"),
                row.text("title"),
                row.textOrNull("severity"),
                row.integer("images"),
                row.integer("running_containers"),
                row.textOrNull("image_id"),
                row.textOrNull("image_name"),
                row.textOrNull("bundle"),
                row.textOrNull("exception_id"),
                row.textOrNull("expiry"),
                row.truth("read"));
    }
}
