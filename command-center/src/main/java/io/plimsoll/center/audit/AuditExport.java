package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.PartLine;
import io.plimsoll.audittrail.StartLine;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;

/// Writes events as lines while reading them, oldest first, in one view of the database.
///
/// @param after only events after this sequence
record AuditExport(AuditFilter filter, long after, Format format) {
    /// What a line is.
    enum Format {
        /// JSON objects with the proof, as `plimsoll audit verify` checks it.
        NDJSON("application/x-ndjson"),
        /// RFC 4180, for people and their spreadsheets.
        CSV("text/csv;charset=UTF-8");

        final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /// The row before the first one in the database is in an archive.
    private static final String PREVIOUS = ", encode(coalesce((select p.hash from audit_event p where p.sequence ="
            + " e.sequence - 1), (select a.last_hash from audit_archive a where a.last_sequence = e.sequence - 1)), 'hex')"
            + " as previous_hash";

    private static final List<String> HEADER = List.of(
            "sequence",
            "time",
            "receivedAt",
            "type",
            "outcome",
            "actor",
            "source",
            "host",
            "objectKind",
            "objectId",
            "objectName",
            "imageId",
            "imageName",
            "policy",
            "rule",
            "reason",
            "details",
            "hash");

    /// The name that a browser offers; it says when the file is not the whole chain.
    String fileName(String day) {
        String part = filter.asked().isEmpty() && after == 0 ? "" : "part-";
        return "plimsoll-audit-" + part + day + (format == Format.CSV ? ".csv" : ".ndjson");
    }

    void write(Transaction transaction, Writer out) {
        transaction.change("set local statement_timeout = 0");
        if (format == Format.CSV) {
            line(out, Csv.line(HEADER));
        }
        boolean isPart = !filter.asked().isEmpty();
        if (format == Format.NDJSON && !isPart && after == 0) {
            writeStart(transaction, out);
        }
        Sql sql = new Sql("select " + AuditStore.COLUMNS + (isPart ? PREVIOUS : "") + " from audit_event e where true");
        sql.add(" and sequence > ?", after).all(filter.conditions()).add(" order by sequence");
        Row.Reader<String> reader = format == Format.CSV
                ? row -> csv(AuditStore.line(row))
                : isPart
                        ? row -> part(row).write() + "\n"
                        : row -> AuditStore.line(row).write() + "\n";
        transaction.each(reader, line -> line(out, line), sql.text(), sql.arguments());
    }

    /// Says what the first line continues, when that is in an archive.
    private static void writeStart(Transaction transaction, Writer out) {
        ChainHead start = ArchiveStore.startOfOnline(transaction);
        if (start.sequence() > 0) {
            line(out, StartLine.write(start) + "\n");
        }
    }

    private static PartLine part(Row row) throws SQLException {
        String previous = row.text("previous_hash");
        // The first event continues the empty chain.
        return new PartLine(AuditStore.line(row), "sha256:" + (previous.isEmpty() ? "0".repeat(64) : previous));
    }

    private static String csv(ChainLine e) {
        return Csv.line(List.of(
                Long.toString(e.sequence()),
                e.time().toString(),
                e.receivedAt().toString(),
                e.type(),
                e.outcome(),
                e.actor(),
                e.source(),
                e.host(),
                e.object().kind(),
                e.object().id(),
                e.object().name(),
                e.imageId(),
                e.imageName(),
                e.policy(),
                e.rule(),
                e.reason(),
                e.details().isEmpty() ? "" : Json.of(e.details()).text(),
                e.hash()));
    }

    private static void line(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
