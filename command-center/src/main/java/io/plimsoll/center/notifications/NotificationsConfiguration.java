package io.plimsoll.center.notifications;

import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires notifications.
@Configuration(proxyBeanMethods = false)
public class NotificationsConfiguration {
    @Bean
    Notifications notifications(Database database, Clock clock, Live live, Periodic periodic) {
        Notifications notifications = new Notifications(database, clock, live);
        periodic.every(Duration.ofHours(6), "notifications", notifications::forget);
        return notifications;
    }

    @Bean
    NotificationEvidence notificationEvidence(Database database) {
        return new NotificationEvidence(database);
    }

    @Bean
    NotificationsApi notificationsApi(Notifications notifications) {
        return new NotificationsApi(notifications);
    }
}
