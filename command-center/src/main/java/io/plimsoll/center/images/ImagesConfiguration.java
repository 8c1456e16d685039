package io.plimsoll.center.images;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires images.
@Configuration(proxyBeanMethods = false)
public class ImagesConfiguration {
    @Bean
    Images images(Database database, Clock clock, Live live) {
        return new Images(database, clock, live);
    }

    @Bean
    ImagesApi imagesApi(Database database, Policies policies, AuditTrail trail, Clock clock) {
        return new ImagesApi(database, policies, trail, clock);
    }

    @Bean
    ImageActionsApi imageActionsApi(
            Database database,
            ImageScanners scanners,
            RegistryScans registries,
            AuditTrail trail,
            Clock clock,
            Live live) {
        return new ImageActionsApi(database, scanners, registries, trail, clock, live);
    }

    @Bean
    PackagesApi packagesApi(Database database) {
        return new PackagesApi(database);
    }

    @Bean
    Recount recount(Database database, Live live, Periodic periodic) {
        Recount recount = new Recount(database, live);
        periodic.every(Duration.ofSeconds(2), "recount", recount::countWhatChanged);
        return recount;
    }

    @Bean
    InventoriedImages inventoriedImages(Database database) {
        return new InventoriedImages(database);
    }
}
