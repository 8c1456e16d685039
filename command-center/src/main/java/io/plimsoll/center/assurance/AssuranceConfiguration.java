package io.plimsoll.center.assurance;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.exceptions.Exceptions;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.notifications.Notifications;
import io.plimsoll.center.policies.DecidedImages;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires assurance: what makes images due, and what assesses them.
@Configuration(proxyBeanMethods = false)
public class AssuranceConfiguration {
    @Bean
    Assurance assurance(
            Database database,
            Images images,
            Intelligence intelligence,
            Policies policies,
            Exceptions exceptions,
            Notifications notifications,
            AuditTrail trail,
            Clock clock,
            Periodic periodic) {
        Assurance assurance =
                new Assurance(database, images, intelligence, policies, exceptions, notifications, trail, clock);
        intelligence.addFollower(assurance::matchAgain);
        policies.addFollower(signed -> images.allDue());
        periodic.every(Duration.ofMillis(500), "assurance", assurance::assessDue);
        periodic.every(Duration.ofMinutes(1), "new day", assurance::judgeAgainOnNewDay);
        periodic.every(
                Duration.ofMinutes(10),
                "rematch",
                () -> images.dueAgain(clock.instant().minus(Assurance.FINDINGS_HOLD)));
        periodic.every(
                Duration.ofHours(6),
                "forget changes",
                () -> images.forgetChanges(clock.instant().minus(Assurance.CHANGES_KEPT)));
        return assurance;
    }

    @Bean
    DecidedImages decidedImages(Images images) {
        return images::decisions;
    }

    @Bean
    ImageDecisionsApi imageDecisionsApi(
            Database database, Images images, Policies policies, Exceptions exceptions, AuditTrail trail, Clock clock) {
        return new ImageDecisionsApi(database, images, policies, exceptions, trail, clock);
    }

    @Bean
    AssuranceEvidence assuranceEvidence(Policies policies) {
        return new AssuranceEvidence(policies);
    }

    @Bean
    RehearsalApi rehearsalApi(
            Database database,
            Images images,
            Intelligence intelligence,
            Policies policies,
            AuditTrail trail,
            Clock clock) {
        return new RehearsalApi(new Rehearsal(database, images, intelligence, policies, trail, clock), policies);
    }
}
