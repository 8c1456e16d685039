package io.plimsoll.center.dashboard;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditEventView;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.compliance.ComplianceReports;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.intelligence.IntelligenceView;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The first page over HTTP.
@RestController
final class DashboardApi {
    private static final List<EventType> REFUSALS =
            List.of(EventType.CONTAINER_START_REFUSED, EventType.EXEC_DENIED, EventType.EXEC_KILLED);
    private static final int MOST_REFUSALS = 10;

    /// @param trend null for callers who are held to labels: it is kept of everything together
    /// @param pci likewise: compliance is judged over the whole population
    /// @param requirements likewise
    record DashboardView(
            Numbers.ImageNumbers images,
            Numbers.ContainerNumbers containers,
            Numbers.HostNumbers hosts,
            Numbers.Risk risk,
            @Nullable List<RiskDay> trend,
            Map<String, Long> severities,
            Map<String, Long> verdicts,
            List<AuditEventView> recentRefusals,
            @Nullable Map<String, Integer> pci,
            @Nullable List<RequirementCounts> requirements,
            IntelligenceView intelligence) {}

    /// How many entries of a requirement have each verdict.
    ///
    /// @param requirement number in PCI DSS 4.0.1
    record RequirementCounts(String requirement, Map<String, Integer> counts) {}

    private record Counted(Numbers numbers, @Nullable List<RiskDay> trend) {}

    private final Database database;
    private final AuditTrail trail;
    private final ComplianceReports reports;
    private final Intelligence intelligence;
    private final RiskTrend trend;

    DashboardApi(
            Database database,
            AuditTrail trail,
            ComplianceReports reports,
            Intelligence intelligence,
            RiskTrend trend) {
        this.database = database;
        this.trail = trail;
        this.reports = reports;
        this.intelligence = intelligence;
        this.trend = trend;
    }

    @GetMapping("/api/v1/dashboard")
    @Permission(value = "dashboard.read", reach = Permission.Reach.LABELS)
    DashboardView dashboard(Caller caller) {
        boolean ofEverything = caller.scope().isEverything();
        Counted counted = database.read(transaction -> {
            Numbers numbers = Numbers.count(transaction);
            return new Counted(numbers, ofEverything ? trend.until(transaction, numbers) : null);
        });
        Numbers numbers = counted.numbers();
        return new DashboardView(
                numbers.images(),
                numbers.containers(),
                numbers.hosts(),
                numbers.risk(),
                counted.trend(),
                numbers.severities(),
                numbers.verdicts(),
                trail.newest(REFUSALS, MOST_REFUSALS).stream()
                        .map(AuditEventView::of)
                        .toList(),
                ofEverything ? reports.counts() : null,
                ofEverything ? requirements() : null,
                IntelligenceView.of(intelligence));
    }

    private List<RequirementCounts> requirements() {
        return reports.requirements().entrySet().stream()
                .map(entry -> new RequirementCounts(entry.getKey(), entry.getValue()))
                .toList();
    }
}
