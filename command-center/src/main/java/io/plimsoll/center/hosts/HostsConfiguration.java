package io.plimsoll.center.hosts;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires hosts.
@Configuration(proxyBeanMethods = false)
public class HostsConfiguration {
    @Bean
    Hosts hosts(Database database, Clock clock, Live live) {
        return new Hosts(database, clock, live);
    }

    @Bean
    HostsApi hostsApi(Hosts hosts) {
        return new HostsApi(hosts);
    }

    @Bean
    InventoriedHosts inventoriedHosts(Database database) {
        return new InventoriedHosts(database);
    }
}
