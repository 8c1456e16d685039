package io.plimsoll.center.notifications;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Notifications over HTTP.
@RestController
final class NotificationsApi {
    /// @param unread how many of all the caller has not seen; at most 100
    record FeedPage(List<Notification> items, @Nullable String next, Total total, int unread) {}

    record ReadMark(@Nullable Long upTo) {}

    private final Notifications notifications;

    NotificationsApi(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/api/v1/notifications")
    @Permission(value = "notifications.read", reach = Permission.Reach.LABELS)
    FeedPage list(Caller caller, PageRequest page) {
        Notifications.Feed feed = notifications.list(caller, page);
        return new FeedPage(feed.page().items(), feed.page().next(), feed.page().total(), feed.unread());
    }

    /// Changes nothing but what the caller is shown as new.
    @PutMapping("/api/v1/notifications/read")
    @Permission(value = "notifications.read", reach = Permission.Reach.NOTHING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Caller caller, @RequestBody ReadMark mark) {
        Long upTo = mark.upTo();
        if (upTo == null || upTo < 0) {
            throw ProblemException.invalid("'upTo' is the number of the newest notification that was seen");
        }
        notifications.read(caller, upTo);
    }
}
