package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.server.TrailMonths;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Archives over HTTP.
@RestController
final class ArchivesApi {
    private final Database database;
    private final AuditTrail trail;
    private final ArchiveFolder folder;
    private final TrailMonths months;
    private final Clock clock;

    ArchivesApi(Database database, AuditTrail trail, ArchiveFolder folder, TrailMonths months, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.folder = folder;
        this.months = months;
        this.clock = clock;
    }

    /// @param isHere whether this Center has the file
    record ArchiveView(
            String name,
            long firstSequence,
            long lastSequence,
            Instant from,
            Instant to,
            long bytes,
            String digest,
            Instant archivedAt,
            @Nullable Instant removedAt,
            boolean isHere) {}

    /// @param onlineMonths as this Center was told
    /// @param onlineFrom when the newest archived event came in; absent without archives
    record ArchivePage(
            List<ArchiveView> items,
            @Nullable String next,
            Total total,
            int onlineMonths,
            int keptMonths,
            @Nullable Instant onlineFrom) {}

    @GetMapping("/api/v1/audit-archives")
    @Permission("audit.read")
    ArchivePage list(PageRequest page) {
        return database.read(transaction -> {
            long before = page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
            Page<ArchiveView> found = Page.of(
                            ArchiveStore.list(transaction, before, page.rows()),
                            page.limit(),
                            Total.of(ArchiveStore.count(transaction)),
                            archive -> Cursor.of(archive.rows().first()))
                    .map(this::view);
            Instant onlineFrom =
                    ArchiveStore.newest(transaction).map(Archive::to).orElse(null);
            return new ArchivePage(
                    found.items(), found.next(), found.total(), months.online(), months.kept(), onlineFrom);
        });
    }

    private ArchiveView view(Archive archive) {
        return new ArchiveView(
                archive.rows().fileName(),
                archive.rows().first(),
                archive.rows().last(),
                archive.from(),
                archive.to(),
                archive.bytes(),
                archive.rows().file().toString(),
                archive.archivedAt(),
                archive.removedAt(),
                archive.removedAt() == null && folder.has(archive));
    }

    /// To take one out is an event, as every export is.
    @GetMapping("/api/v1/audit-archives/{name}")
    @Permission("audit.export")
    void download(Caller caller, @PathVariable String name, HttpServletResponse response) throws IOException {
        Archive archive = kept(ProblemException.requireText("name", name));
        try (InputStream file = folder.open(archive)) {
            trail.append(AuditEvent.of(EventType.AUDIT_EXPORTED, clock.instant())
                    .by(caller.name())
                    .from(caller.source())
                    .on("audit-archive", name, name));
            response.setContentType("application/gzip");
            response.setContentLengthLong(archive.bytes());
            response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
            file.transferTo(response.getOutputStream());
        }
    }

    private Archive kept(String name) {
        Archive archive = database.read(transaction -> ArchiveStore.named(transaction, name))
                .orElseThrow(() -> ProblemException.notFound(
                        "audit-archive-unknown", "there is no archive '" + name + "'; GET /audit-archives lists them"));
        if (archive.removedAt() != null) {
            throw new ProblemException(
                    410,
                    "audit-archive-removed",
                    "the archive '" + name + "' was removed at " + archive.removedAt() + ", when its time was over");
        }
        if (!folder.has(archive)) {
            throw ProblemException.notFound(
                    "audit-archive-elsewhere",
                    "the archive '" + name
                            + "' does not lie in the data folder of this Center: ask the Center that made"
                            + " it, or put the file back into the folder audit-archives");
        }
        return archive;
    }
}
