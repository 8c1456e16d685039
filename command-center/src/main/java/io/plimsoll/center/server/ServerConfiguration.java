package io.plimsoll.center.server;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what every feature needs.
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    Periodic periodic() {
        return new Periodic();
    }

    @Bean(destroyMethod = "close")
    Database database(CenterSettings settings) {
        return Database.open(settings.databaseSocket());
    }

    @Bean
    InstallationKeys installationKeys(CenterSettings settings, Clock clock) {
        return InstallationKeys.readOrMake(settings.data(), clock);
    }
}
