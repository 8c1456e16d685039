package io.plimsoll.center.containers;

import io.plimsoll.center.compliance.ContainerEvidence;
import io.plimsoll.center.compliance.ContainerFact;
import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.LabelledAsset;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.network.NetworkLabels;
import io.plimsoll.center.server.database.Database;
import java.time.Instant;
import java.util.ArrayList;
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
            Map<String, Map<String, String>> services = Labels.all(transaction, AssetKind.SERVICE);
            NetworkLabels networks = NetworkLabels.all(transaction);
            return transaction.list(
                    row -> new ContainerFact(
                            row.text("id"),
                            row.text("name"),
                            row.uuid("host_id").toString(),
                            row.text("image_id"),
                            withServices(
                                    labels.getOrDefault(row.text("id"), Map.of()), row.texts("services"), services),
                            Labels.values(Labels.counting(networks.of(row.uuid("host_id"), row.texts("networks")))),
                            row.text("state").equals("running"),
                            row.truth("privileged"),
                            row.text("exec_gate")),
                    "select id, name, host_id, image_id, state, privileged, exec_gate, services, networks from container"
                            + " where gone_at is null order by name");
        });
    }

    /// The services of a container are nearer to it than its image, its networks and its host, which compliance looks
    /// at itself.
    private static Map<String, String> withServices(
            Map<String, String> own, List<String> names, Map<String, Map<String, String>> services) {
        List<LabelledAsset> nearestFirst = new ArrayList<>();
        nearestFirst.add(new LabelledAsset(AssetKind.CONTAINER, "", "", own));
        names.forEach(name -> nearestFirst.add(
                new LabelledAsset(AssetKind.SERVICE, name, name, services.getOrDefault(name, Map.of()))));
        return Labels.values(Labels.counting(nearestFirst));
    }
}
