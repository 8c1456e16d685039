package io.plimsoll.center.compliance;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires compliance. The catalogue is read when the first report is asked for: it is large, and the start is short.
@Configuration(proxyBeanMethods = false)
public class ComplianceConfiguration {
    @Bean
    ComplianceReports complianceReports(
            HostEvidence hosts,
            ImageEvidence images,
            ContainerEvidence containers,
            FeedEvidence feeds,
            GateEvidence gates,
            AuditSourceEvidence sources,
            AlertEvidence alerts,
            Database database,
            AuditTrail trail,
            Clock clock) {
        Compliance.Evidences evidences =
                new Compliance.Evidences(hosts, images, containers, feeds, gates, sources, alerts);
        return new ComplianceReports(new Compliance(Catalogue::shipped, evidences, clock), database, trail, clock);
    }

    @Bean
    ComplianceApi complianceApi(ComplianceReports reports) {
        return new ComplianceApi(reports);
    }
}
