package io.plimsoll.center.exceptions;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.notifications.Notifications;
import io.plimsoll.center.policies.AcceptedFindings;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.policy.Waivers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires exceptions.
@Configuration(proxyBeanMethods = false)
public class ExceptionsConfiguration {
    @Bean
    AcceptedFindings acceptedFindings(Clock clock) {
        return transaction -> new Waivers(
                ExceptionStore.inForce(transaction, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).stream()
                        .map(StoredException::waiver)
                        .toList());
    }

    @Bean
    Exceptions exceptions(
            Database database,
            Policies policies,
            AuditTrail trail,
            Clock clock,
            Live live,
            Notifications notifications,
            CenterSettings settings,
            Periodic periodic) {
        Exceptions exceptions = new Exceptions(database, policies, trail, clock, live, notifications, settings.data());
        periodic.every(Duration.ofSeconds(20), "exceptions", exceptions::expire);
        periodic.every(Duration.ofMinutes(10), "exceptions that end", exceptions::tellOfEnds);
        return exceptions;
    }

    @Bean
    ExceptionsApi exceptionsApi(Exceptions exceptions, Database database, Images images) {
        return new ExceptionsApi(exceptions, new ExceptionPreview(database, images));
    }
}
