package io.plimsoll.center.compliance;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.http.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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
                            .on("compliance-report", view.hash(), "PCI DSS")
                            .detail("catalogue-version", report.catalogue().version())
                            .detail("counts", view.counts().toString()));
        });
        return view;
    }

    /// How many entries have each verdict, for a first page: at most a minute old, and kept nowhere.
    public Map<String, Integer> counts() {
        return PciReportView.words(lately().counts());
    }

    /// The same for the entries of each requirement of 4.0.1, in the order of their numbers. An entry counts for every
    /// requirement that it has an id in.
    public Map<String, Map<String, Integer>> requirements() {
        Map<String, Map<PciVerdict, Integer>> counts =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (PciResult result : lately().results()) {
            result.entry().idsV401().stream()
                    .map(id -> id.contains(".") ? id.substring(0, id.indexOf('.')) : id)
                    .distinct()
                    .forEach(requirement -> counts.computeIfAbsent(requirement, r -> new EnumMap<>(PciVerdict.class))
                            .merge(result.verdict(), 1, Integer::sum));
        }
        Map<String, Map<String, Integer>> words = new LinkedHashMap<>();
        counts.forEach((requirement, verdicts) -> words.put(requirement, PciReportView.words(verdicts)));
        return words;
    }

    private synchronized PciReport lately() {
        PciReport last = lastCounted;
        if (last == null || last.startedAt().isBefore(clock.instant().minus(COUNTS_HOLD))) {
            last = compliance.report();
            lastCounted = last;
        }
        return last;
    }
}
