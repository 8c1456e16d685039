package io.plimsoll.center.notifications;

import io.plimsoll.center.images.SevereNews;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.LabelScope;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The feed. A vulnerability that one bundle shows in a thousand images is one notification with a count.
public final class Notifications {
    /// How long one is kept.
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;
    private final Clock clock;
    private final Live live;

    Notifications(Database database, Clock clock, Live live) {
        this.database = database;
        this.clock = clock;
        this.live = live;
    }

    /// An image of which containers run.
    ///
    /// @param name for people
    public record RunningImage(String id, String name, long containers) {}

    /// Another bundle says this of an image that runs; readers are told once the transaction is committed.
    ///
    /// @param news in the order of their ids, so that two Centers never wait for each other
    public void tell(Transaction transaction, RunningImage image, String bundle, Collection<SevereNews> news) {
        Instant now = clock.instant();
        news.forEach(each -> NotificationStore.put(transaction, now, image, bundle, each));
        transaction.afterCommit(() -> live.changed("notifications"));
    }

    /// An exception that ends soon.
    ///
    /// @param finding what it accepts
    /// @param images that make use of it
    public record EndingException(UUID id, String finding, String reason, LocalDate expiry, long images) {}

    /// These exceptions end soon; readers are told once the transaction is committed.
    public void tell(Transaction transaction, List<EndingException> ending) {
        Instant now = clock.instant();
        ending.forEach(each -> NotificationStore.put(transaction, now, each));
        transaction.afterCommit(() -> live.changed("notifications"));
    }

    /// A page of the feed, with how many of all are new to the reader.
    record Feed(Page<Notification> page, int unread) {}

    /// What the caller has seen is no matter of labels.
    Feed list(Caller caller, PageRequest page) {
        long seen = LabelScope.outside(
                () -> database.read(transaction -> NotificationStore.seen(transaction, caller.name())));
        return database.read(transaction -> new Feed(
                Page.of(
                        NotificationStore.list(transaction, seen, page),
                        page.limit(),
                        NotificationStore.total(transaction),
                        each -> Cursor.of(each.number())),
                NotificationStore.unread(transaction, seen)));
    }

    /// The caller has seen everything up to this one.
    void read(Caller caller, long upTo) {
        database.write(transaction -> {
            NotificationStore.read(transaction, caller.name(), upTo);
            return true;
        });
    }

    /// Forgets what is old.
    void forget() {
        database.write(transaction ->
                NotificationStore.deleteBefore(transaction, clock.instant().minus(KEPT)));
    }
}
