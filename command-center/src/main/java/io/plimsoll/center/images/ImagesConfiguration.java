package io.plimsoll.center.images;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
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
    ImagesApi imagesApi(Database database, ImageScanners scanners, AuditTrail trail, Clock clock) {
        return new ImagesApi(database, scanners, trail, clock);
    }

    @Bean
    InventoriedImages inventoriedImages(Database database) {
        return new InventoriedImages(database);
    }
}
