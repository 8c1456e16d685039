package io.plimsoll.center.audit;

import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the trail, its checkpoints and its routes.
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    @Bean
    AuditTrail auditTrail(Database database, Clock clock, Live live) {
        return new AuditTrail(database, clock, live);
    }

    @Bean
    Checkpoints checkpoints(Database database, InstallationKeys keys, Clock clock, Periodic periodic) {
        Checkpoints checkpoints = new Checkpoints(database, keys.signing(), clock);
        periodic.every(Duration.ofSeconds(1), "checkpoints", checkpoints::signIfDue);
        return checkpoints;
    }

    @Bean
    ServerLife serverLife(Database database, AuditTrail trail, Checkpoints checkpoints, Clock clock) {
        return new ServerLife(database, trail, checkpoints, clock);
    }

    @Bean
    ArchiveFolder archiveFolder(CenterSettings settings) {
        return new ArchiveFolder(settings.data());
    }

    @Bean
    Retention retention(
            Database database,
            AuditTrail trail,
            ArchiveFolder folder,
            CenterSettings settings,
            Clock clock,
            Periodic periodic) {
        Retention retention = new Retention(database, trail, folder, settings.trailMonths(), Retention.MOST_ROWS);
        periodic.every(Duration.ofMinutes(10), "audit-retention", () -> retention.run(clock.instant()));
        return retention;
    }

    @Bean
    ArchivesApi archivesApi(
            Database database, AuditTrail trail, ArchiveFolder folder, CenterSettings settings, Clock clock) {
        return new ArchivesApi(database, trail, folder, settings.trailMonths(), clock);
    }

    @Bean
    IncidentsApi incidentsApi(Database database) {
        return new IncidentsApi(database);
    }

    @Bean
    AuditApi auditApi(Database database, AuditTrail trail, Checkpoints checkpoints, Clock clock) {
        return new AuditApi(database, trail, checkpoints, clock);
    }
}
