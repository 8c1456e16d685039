package io.plimsoll.center.services;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.policies.ServicesInScopes;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires services.
@Configuration(proxyBeanMethods = false)
public class ServicesConfiguration {
    @Bean
    ServicesInScopes servicesInScopes() {
        return ServiceImages::new;
    }

    @Bean
    Services services(
            Database database,
            ServiceMembers members,
            Labels labels,
            Policies policies,
            AuditTrail trail,
            Clock clock,
            Live live) {
        return new Services(database, members, labels, policies, trail, clock, live);
    }

    @Bean
    ServicesApi servicesApi(Services services) {
        return new ServicesApi(services);
    }
}
