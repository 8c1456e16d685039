package io.plimsoll.center.views;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires saved views.
@Configuration(proxyBeanMethods = false)
public class ViewsConfiguration {
    @Bean
    SavedViewsApi savedViewsApi(Database database, AuditTrail trail, Clock clock) {
        return new SavedViewsApi(new SavedViews(database, trail, clock));
    }
}
