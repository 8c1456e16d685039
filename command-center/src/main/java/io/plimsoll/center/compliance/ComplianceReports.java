package io.plimsoll.center.compliance;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.http.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reports that are asked for: evaluated now, kept for ever, and written down in the trail.
public final class ComplianceReports {
    private static final Duration COUNTS_HOLD = Duration.ofMinutes(1);

    private final Compliance compliance;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private @Nullable PciReport lastCounted;

    ComplianceReports(Compliance compliance, Database database, AuditTrail trail, Clock clock) {
        this.compliance = compliance;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    PciReportView report(Caller caller) {
        PciReport report = compliance.report();
        PciReportView view = PciReportView.of(report);
        database.write(transaction -> {
            ComplianceStore.add(
                    transaction, report.startedAt(), report.catalogue().version(), Json.of(view));
            return trail.append(
                    transaction,
                    AuditEvent.of(EventType.COMPLIANCE_REPORTED, clock.instant())
                            .by(caller.name())
                            .from(caller.source())
                            .on("compliance-report", report.hash().toString(), "PCI DSS")
                            .detail("catalogue-version", report.catalogue().version())
                            .detail("counts", view.counts().toString()));
        });
        return view;
    }

    /// How many entries have each verdict, for a first page: at most a minute old, and kept nowhere.
    public synchronized Map<String, Integer> counts() {
        PciReport last = lastCounted;
        if (last == null || last.startedAt().isBefore(clock.instant().minus(COUNTS_HOLD))) {
            last = compliance.report();
            lastCounted = last;
        }
        return PciReportView.words(last.counts());
    }
}
