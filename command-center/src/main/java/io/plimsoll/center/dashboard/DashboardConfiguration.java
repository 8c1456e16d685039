package io.plimsoll.center.dashboard;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.compliance.ComplianceReports;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the first page.
@Configuration(proxyBeanMethods = false)
public class DashboardConfiguration {
    @Bean
    DashboardApi dashboardApi(
            Database database,
            AuditTrail trail,
            ComplianceReports reports,
            Intelligence intelligence,
            Clock clock,
            Periodic periodic) {
        RiskTrend trend = new RiskTrend(database, clock);
        periodic.every(Duration.ofMinutes(10), "risk-trend", trend::note);
        return new DashboardApi(database, trail, reports, intelligence, trend);
    }
}
