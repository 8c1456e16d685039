package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.Optional;

/// The SQL of bundles.
final class IntelligenceStore {
    private IntelligenceStore() {}

    /// When the newest bundle that was ever in use was built.
    static Optional<Instant> newest(Transaction transaction) {
        return transaction.first(
                row -> row.instant("built_at"),
                "select built_at from intelligence_bundle order by built_at desc limit 1");
    }

    static Optional<Instant> importedAt(Transaction transaction, Digest digest) {
        return transaction.first(
                row -> row.instant("imported_at"),
                "select imported_at from intelligence_bundle where digest = ?",
                digest.toString());
    }

    static void insert(Transaction transaction, BundleIdentity identity, int advisories, Instant now, String actor) {
        transaction.change(
                "insert into intelligence_bundle (digest, built_at, imported_at, imported_by, advisories)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                identity.digest().toString(),
                identity.builtAt(),
                now,
                actor,
                advisories);
    }
}
