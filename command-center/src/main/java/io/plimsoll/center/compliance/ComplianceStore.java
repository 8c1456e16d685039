package io.plimsoll.center.compliance;

import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The SQL of reports: they are added, each chained to the one before, and never changed.
final class ComplianceStore {
    /// A number that only new reports lock on.
    private static final long LOCK = 7_204_002;

    private ComplianceStore() {}

    private record Last(long number, Digest hash) {}

    static void add(Transaction transaction, Instant at, String catalogueVersion, Json report) {
        transaction.lock(LOCK);
        Last last = transaction
                .first(
                        row -> new Last(row.number("number"), row.digest("hash")),
                        "select number, hash from compliance_report order by number desc limit 1")
                .orElse(new Last(0, new Digest("0".repeat(64))));
        Digest hash = Digest.of((last.hash().hex() + report.text()).getBytes(StandardCharsets.UTF_8));
        transaction.change(
                "insert into compliance_report (number, at, catalogue_version, document, previous_hash, hash)"
                        + " values (?, ?, ?, ?, ?, ?)",
                last.number() + 1,
                at,
                catalogueVersion,
                report,
                last.hash(),
                hash);
    }
}
