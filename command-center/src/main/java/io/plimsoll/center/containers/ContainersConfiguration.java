package io.plimsoll.center.containers;

import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires containers.
@Configuration(proxyBeanMethods = false)
public class ContainersConfiguration {
    @Bean
    Containers containers(Database database, Clock clock, Live live) {
        return new Containers(database, clock, live);
    }

    @Bean
    ContainersApi containersApi(Containers containers) {
        return new ContainersApi(containers);
    }

    @Bean
    Belonging belonging(Live live, Database database, Periodic periodic) {
        periodic.every(Duration.ofMinutes(1), "service-members", () -> database.write(BelongingStore::fold));
        return new Belonging(live);
    }

    @Bean
    InventoriedContainers inventoriedContainers(Database database) {
        return new InventoriedContainers(database);
    }
}
