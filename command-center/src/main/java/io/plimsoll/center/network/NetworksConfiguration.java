package io.plimsoll.center.network;

import io.plimsoll.center.server.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires networks.
@Configuration(proxyBeanMethods = false)
public class NetworksConfiguration {
    @Bean
    Networks networks(Database database) {
        return new Networks(database);
    }

    @Bean
    NetworksApi networksApi(Networks networks) {
        return new NetworksApi(networks);
    }
}
