package io.plimsoll.center.registries;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.center.server.keys.Seal;
import io.plimsoll.center.server.keys.TokenMint;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires registries and their scans.
@Configuration(proxyBeanMethods = false)
public class RegistriesConfiguration {
    private static Seal seal(InstallationKeys keys) {
        return new Seal(keys.secretFor("registry credentials"));
    }

    @Bean
    ScanQueue scanQueue(Database database, AuditTrail trail, Clock clock, Live live) {
        return new ScanQueue(database, trail, clock, live);
    }

    @Bean
    RegistryRequests registryRequests(CenterSettings settings, InstallationKeys keys, Clock clock) {
        return new RegistryRequests(new RegistryProgram(settings.registryProgram()), seal(keys), clock);
    }

    /// A Center without the program takes no work from those that have it.
    @Bean
    ScanWork scanWork(
            CenterSettings settings,
            Database database,
            ScanQueue queue,
            RegistryRequests requests,
            Images images,
            AuditTrail trail,
            Clock clock,
            Live live,
            Periodic periodic) {
        ScanWork work = new ScanWork(database, queue, requests, images, trail, clock);
        if (settings.registryProgram().isPresent()) {
            Listings listings = new Listings(database, requests, queue, images, live);
            periodic.every(Duration.ofSeconds(1), "registries", listings::listDue);
            for (int i = 1; i <= settings.scans(); i++) {
                periodic.every(Duration.ofSeconds(1), "scans-" + i, work::work);
            }
            periodic.every(Duration.ofHours(1), "forget scans", queue::forgetEnded);
        }
        return work;
    }

    @Bean
    RegistriesApi registriesApi(
            Database database,
            InstallationKeys keys,
            Images images,
            ScanQueue queue,
            RegistryRequests requests,
            AuditTrail trail,
            Clock clock,
            Live live) {
        TokenMint mint = new TokenMint(keys.secretFor("registry webhooks"));
        return new RegistriesApi(
                new Registries(database, seal(keys), mint, images, queue, trail, clock, live), requests);
    }

    @Bean
    ScanQueueApi scanQueueApi(ScanQueue queue) {
        return new ScanQueueApi(queue);
    }
}
