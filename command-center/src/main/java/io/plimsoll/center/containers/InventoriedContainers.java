package io.plimsoll.center.containers;

import io.plimsoll.center.compliance.ContainerEvidence;
import io.plimsoll.center.compliance.ContainerFact;
import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Hands in the containers on hosts.
final class InventoriedContainers implements ContainerEvidence {
    private final Database database;

    InventoriedContainers(Database database) {
        this.database = database;
    }

    @Override
    public List<ContainerFact> containers(Instant at) {
        return database.read(transaction -> {
            Map<String, Map<String, String>> labels = Labels.all(transaction, AssetKind.CONTAINER);
            return transaction.list(
                    row -> new ContainerFact(
                            row.text("id"),
                            row.text("name"),
                            row.text("host_id"),
                            row.text("image_id"),
                            labels.getOrDefault(row.text("id"), Map.of()),
                            row.text("state").equals("running"),
                            row.truth("privileged"),
                            row.text("exec_gate")),
                    "select id, name, host_id::text as host_id, image_id, state, privileged, exec_gate from container"
                            + " where gone_at is null order by name");
        });
    }
}
