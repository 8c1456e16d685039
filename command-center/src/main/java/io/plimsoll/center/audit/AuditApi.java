package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
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

    @GetMapping("/api/v1/audit-events")
    @Permission("audit.read")
    Page<AuditEventView> list(
            PageRequest page,
            @RequestParam Optional<String> type,
            @RequestParam Optional<String> outcome,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to) {
        outcome.filter(word -> !Set.of("success", "failure").contains(word)).ifPresent(word -> {
            throw ProblemException.invalid("'outcome' is success or failure, not '" + word + "'");
        });
        AuditFilter filter = new AuditFilter(
                type,
                outcome,
                from.map(text -> instant("from", text)),
                to.map(text -> instant("to", text)),
                page.words());
        return database.read(transaction -> Page.of(
                        AuditStore.list(transaction, filter, page),
                        page.limit(),
                        AuditStore.total(transaction, filter),
                        line -> Cursor.of(line.sequence())))
                .map(AuditEventView::of);
    }

    private static Instant instant(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "'" + parameter + "' is a time such as 2026-11-23T10:00:00Z, not '" + text + "'");
        }
    }

    /// Writes row after row while reading them, in one view of the database.
    @GetMapping("/api/v1/audit-events/export")
    @Permission("audit.export")
    void export(Caller caller, @RequestParam(defaultValue = "0") long after, HttpServletResponse response)
            throws IOException {
        trail.append(AuditEvent.of(EventType.AUDIT_EXPORTED, clock.instant())
                .by(caller.name())
                .from(caller.source())
                .on("audit-trail", "audit-trail", "")
                .detail("after", Long.toString(after)));
        response.setContentType("application/x-ndjson");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            database.read(transaction -> {
                transaction.change("set local statement_timeout = 0");
                AuditStore.each(transaction, after, line -> write(out, line));
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(Writer out, ChainLine line) {
        try {
            out.write(line.write());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/api/v1/audit-checkpoints")
    @Permission("audit.read")
    Page<CheckpointView> checkpoints(PageRequest page) {
        return checkpoints.list(page).map(CheckpointView::of);
    }
}
