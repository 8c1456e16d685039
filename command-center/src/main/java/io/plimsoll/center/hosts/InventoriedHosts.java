package io.plimsoll.center.hosts;

import io.plimsoll.center.compliance.HostEvidence;
import io.plimsoll.center.compliance.HostFact;
import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Hands in the hosts. Nobody compares their files as a whole yet, so there is never a date for that.
final class InventoriedHosts implements HostEvidence {
    private final Database database;

    InventoriedHosts(Database database) {
        this.database = database;
    }

    @Override
    public List<HostFact> hosts(Instant at) {
        return database.read(transaction -> {
            Map<String, Map<String, String>> labels = Labels.all(transaction, AssetKind.HOST);
            return transaction.list(
                    row -> new HostFact(
                            row.text("id"),
                            row.text("name"),
                            labels.getOrDefault(row.text("id"), Map.of()),
                            row.text("state").equals("revoked"),
                            row.instantIfAny("last_seen_at").orElse(null),
                            row.instantIfAny("containers_reported_at").orElse(null),
                            null),
                    "select h.id::text as id, h.name, coalesce(e.state, 'silent') as state, e.last_seen_at,"
                            + " h.containers_reported_at"
                            + HostStore.FROM + "true order by h.name");
        });
    }
}
