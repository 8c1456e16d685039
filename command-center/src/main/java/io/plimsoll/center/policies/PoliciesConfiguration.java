package io.plimsoll.center.policies;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires policies.
@Configuration(proxyBeanMethods = false)
public class PoliciesConfiguration {
    @Bean
    Policies policies(
            Database database,
            AcceptedFindings accepted,
            DecidedImages decided,
            ServicesInScopes services,
            InstallationKeys keys,
            AuditTrail trail,
            Clock clock,
            Live live,
            Periodic periodic) {
        Policies policies = new Policies(database, accepted, decided, services, keys.signing(), trail, clock, live);
        periodic.every(Duration.ofSeconds(2), "policies", policies::refresh);
        return policies;
    }

    @Bean
    PoliciesApi policiesApi(Policies policies) {
        return new PoliciesApi(policies);
    }

    @Bean
    PolicyVersionsApi policyVersionsApi(Policies policies) {
        return new PolicyVersionsApi(policies);
    }

    @Bean
    PolicyDraftsApi policyDraftsApi(Policies policies) {
        return new PolicyDraftsApi(policies);
    }
}
