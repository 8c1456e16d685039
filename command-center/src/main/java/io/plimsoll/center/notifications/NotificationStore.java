package io.plimsoll.center.notifications;

import io.plimsoll.center.images.SevereNews;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The SQL of notifications.
final class NotificationStore {
    /// More than anybody counts.
    private static final int MOST_UNREAD = 100;

    private static final String SEEN = "coalesce((select up_to from notification_read where user_name = ?), 0)";

    private NotificationStore() {}

    static void put(
            Transaction transaction, Instant now, Notifications.RunningImage image, String bundle, SevereNews news) {
        transaction.change(
                "insert into notification as n (at, kind, vulnerability, title, severity, images, running_containers,"
                        + " image_id, image_name, bundle) values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)"
                        + " on conflict (bundle, vulnerability, kind) do update set images = n.images + 1,"
                        + " running_containers = n.running_containers + excluded.running_containers",
                now,
                news.isRaised() ? "raised" : "found",
                news.vulnerability(),
                news.title(),
                news.severity(),
                image.containers(),
                image.id(),
                image.name(),
                bundle);
    }

    /// The newest first.
    static List<Notification> list(Transaction transaction, String reader, PageRequest page) {
        return transaction.list(
                NotificationStore::notification,
                "select *, number <= " + SEEN + " as read from notification where number < ?"
                        + " order by number desc limit ?",
                reader,
                page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE),
                page.rows());
    }

    static Total total(Transaction transaction) {
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, "notification"));
    }

    /// @return at most [#MOST_UNREAD]
    static int unread(Transaction transaction, String reader) {
        return (int) transaction.countUpTo(MOST_UNREAD, "notification where number > " + SEEN, reader);
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
                row.text("severity"),
                row.integer("images"),
                row.integer("running_containers"),
                row.text("image_id"),
                row.text("image_name"),
                row.text("bundle"),
                row.truth("read"));
    }
}
