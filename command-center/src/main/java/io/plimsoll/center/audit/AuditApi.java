package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The trail over HTTP.
@RestController
final class AuditApi {
    record CheckpointView(long sequence, Instant at, String document, String signature, int keptBy) {
        static CheckpointView of(Checkpoints.Kept kept) {
            return new CheckpointView(
                    kept.sequence(),
                    kept.at(),
                    Base64.getEncoder().encodeToString(kept.signed().document().getBytes(StandardCharsets.UTF_8)),
                    kept.signed().signature(),
                    kept.keptBy());
        }
    }

    private final Database database;
    private final AuditTrail trail;
    private final Checkpoints checkpoints;
    private final Clock clock;

    AuditApi(Database database, AuditTrail trail, Checkpoints checkpoints, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /// A page of events, and how far back was looked for them.
    ///
    /// @param searchedBackTo absent when everything was looked at that may belong to the page
    record EventPage(
            List<AuditEventView> items,
            @Nullable String next,
            Total total,
            @Nullable Instant searchedBackTo) {
        static EventPage of(AuditSearch.Found found) {
            return new EventPage(
                    found.lines().stream().map(AuditEventView::of).toList(),
                    found.next() == null ? null : found.next().encoded(),
                    found.total(),
                    found.searchedBackTo());
        }
    }

    @GetMapping("/api/v1/audit-events")
    @Permission(value = "audit.read", reach = Permission.Reach.LABELS)
    EventPage list(PageRequest page, @RequestParam Map<String, String> parameters) {
        AuditFilter filter = AuditFilter.of(parameters);
        return database.read(transaction -> EventPage.of(new AuditSearch(transaction, filter).page(page)));
    }

    @GetMapping("/api/v1/audit-events/histogram")
    @Permission(value = "audit.read", reach = Permission.Reach.LABELS)
    AuditHistogram histogram(@RequestParam Map<String, String> parameters) {
        AuditFilter filter = AuditFilter.of(parameters);
        return database.read(transaction -> AuditHistogram.of(transaction, filter, clock.instant()));
    }

    /// The export itself is an event, and so the last line of an export of everything.
    @GetMapping("/api/v1/audit-events/export")
    @Permission("audit.export")
    void export(
            Caller caller,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "ndjson") String format,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        ProblemException.requireOneOf("format", format, Set.of("ndjson", "csv"));
        AuditExport export = new AuditExport(
                AuditFilter.of(parameters),
                after,
                format.equals("csv") ? AuditExport.Format.CSV : AuditExport.Format.NDJSON);
        trail.append(AuditEvent.of(EventType.AUDIT_EXPORTED, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("audit-trail", "audit-trail", "")
                .detail("after", Long.toString(after))
                .detail("format", format)
                .details(export.filter().asked()));
        response.setContentType(export.format().mediaType);
        String day = clock.instant().toString().substring(0, 10);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + export.fileName(day) + "\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            database.read(transaction -> {
                export.write(transaction, out);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @GetMapping("/api/v1/audit-checkpoints")
    @Permission("audit.read")
    Page<CheckpointView> checkpoints(PageRequest page) {
        return checkpoints.list(page).map(CheckpointView::of);
    }
}
