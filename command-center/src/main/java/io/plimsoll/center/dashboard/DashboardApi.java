package io.plimsoll.center.dashboard;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditEventView;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.compliance.ComplianceReports;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.intelligence.IntelligenceView;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Permission;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The first page over HTTP.
@RestController
final class DashboardApi {
    private static final List<EventType> REFUSALS =
            List.of(EventType.CONTAINER_START_REFUSED, EventType.EXEC_DENIED, EventType.EXEC_KILLED);
    private static final int MOST_REFUSALS = 10;

    record DashboardView(
            Numbers.ImageNumbers images,
            Numbers.ContainerNumbers containers,
            Numbers.HostNumbers hosts,
            Map<String, Long> severities,
            Map<String, Long> verdicts,
            List<AuditEventView> recentRefusals,
            Map<String, Integer> pci,
            IntelligenceView intelligence) {}

    private final Database database;
    private final AuditTrail trail;
    private final ComplianceReports reports;
    private final Intelligence intelligence;

    DashboardApi(Database database, AuditTrail trail, ComplianceReports reports, Intelligence intelligence) {
        this.database = database;
        this.trail = trail;
        this.reports = reports;
        this.intelligence = intelligence;
    }

    @GetMapping("/api/v1/dashboard")
    @Permission("dashboard.read")
    DashboardView dashboard() {
        Numbers numbers = database.read(Numbers::count);
        return new DashboardView(
                numbers.images(),
                numbers.containers(),
                numbers.hosts(),
                numbers.severities(),
                numbers.verdicts(),
                trail.newest(REFUSALS, MOST_REFUSALS).stream()
                        .map(AuditEventView::of)
                        .toList(),
                reports.counts(),
                IntelligenceView.of(intelligence));
    }
}
