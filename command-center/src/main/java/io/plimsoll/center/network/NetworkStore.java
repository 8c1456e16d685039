package io.plimsoll.center.network;

import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.LabelledAsset;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The SQL of networks.
final class NetworkStore {
    private static final String SELECT = "select n.id, n.host_id, n.name, n.engine_id, n.driver, n.internal, n.subnets,"
            + " n.engine_labels, n.containers, n.running, h.name as host_name"
            + " from network n join host h on h.id = n.host_id where ";

    /// The table itself, also for callers who are held to labels: for those `network` counts containers, which nobody
    /// asks here.
    private static final String LABELLED = "select n.host_id, n.id, n.name, jsonb_object_agg(l.key, l.value) as labels"
            + " from label l join plimsoll.network n on l.asset_id = n.id::text where l.kind = 'network'";

    /// A network with the labels that were put on it.
    record Labelled(UUID host, LabelledAsset asset) {
        static Labelled of(Row row) throws SQLException {
            return new Labelled(
                    row.uuid("host_id"),
                    new LabelledAsset(AssetKind.NETWORK, row.text("id"), row.text("name"), row.map("labels")));
        }
    }

    private NetworkStore() {}

    /// Writes down the networks of a host: all of them. Of those that are not listed the ones without labels are
    /// forgotten. Rows that are as before are left alone.
    ///
    /// @param use of each network, by name
    static void replaceListing(
            Transaction transaction,
            UUID host,
            List<NetworkListing> networks,
            Function<String, NetworkUse> use,
            Instant now) {
        transaction.changeAll(
                "insert into network as n (id, host_id, name, engine_id, driver, internal, subnets, engine_labels,"
                        + " containers, running, first_seen_at, search) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (host_id, name) do update set engine_id = excluded.engine_id,"
                        + " driver = excluded.driver, internal = excluded.internal, subnets = excluded.subnets,"
                        + " engine_labels = excluded.engine_labels, containers = excluded.containers,"
                        + " running = excluded.running, search = excluded.search, gone_at = null"
                        + " where (n.engine_id, n.driver, n.internal, n.subnets, n.engine_labels, n.containers,"
                        + " n.running, n.gone_at) is distinct from (excluded.engine_id, excluded.driver,"
                        + " excluded.internal, excluded.subnets, excluded.engine_labels, excluded.containers,"
                        + " excluded.running, excluded.gone_at)",
                networks.stream()
                        .map(network -> values(host, network, use.apply(network.name()), now))
                        .toList());
        List<String> names = networks.stream().map(NetworkListing::name).toList();
        transaction.change(
                "delete from network n where host_id = ? and name <> all (?)"
                        + " and not exists (select 1 from label l where l.kind = 'network' and l.asset_id = n.id::text)",
                host,
                names);
        transaction.change(
                "update network set gone_at = ?, containers = 0, running = 0 where host_id = ? and gone_at is null"
                        + " and name <> all (?)",
                now,
                host,
                names);
    }

    private static @Nullable Object[] values(UUID host, NetworkListing network, NetworkUse use, Instant now) {
        return new @Nullable Object[] {
            UUID.randomUUID(),
            host,
            network.name(),
            network.engineId(),
            network.driver(),
            network.isInternal(),
            network.subnets(),
            Json.of(network.engineLabels()),
            use.containers(),
            use.running(),
            now,
            (network.name() + " " + network.driver() + " " + String.join(" ", network.subnets()) + " "
                            + network.engineId())
                    .toLowerCase(Locale.ROOT)
        };
    }

    static List<Labelled> labelled(Transaction transaction, Collection<String> hosts) {
        return transaction.list(Labelled::of, LABELLED + " and n.host_id = any (?::uuid[]) group by n.id", hosts);
    }

    static List<Labelled> labelled(Transaction transaction) {
        return transaction.list(Labelled::of, LABELLED + " group by n.id");
    }

    static List<StoredNetwork> list(Transaction transaction, NetworkFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and (n.name, n.id::text) > (?, ?)");
            arguments.addAll(List.of(cursor.text(0), cursor.text(1)));
        });
        arguments.add(page.rows());
        return withLabels(
                transaction,
                transaction.list(
                        NetworkStore::network,
                        SELECT + where + " order by n.name, n.id::text limit ?",
                        arguments.toArray()));
    }

    static Total total(Transaction transaction, NetworkFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(
                transaction.countUpTo(Total.EXACT_UP_TO + 1, "plimsoll.network n where " + where, arguments.toArray()));
    }

    private static StringBuilder where(NetworkFilter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("n.gone_at is null");
        filter.host().ifPresent(host -> {
            where.append(" and n.host_id = ?");
            arguments.add(host);
        });
        filter.label().ifPresent(label -> Labels.narrow(AssetKind.NETWORK, "n.id::text", label, where, arguments));
        filter.isInternal().ifPresent(internal -> where.append(internal ? " and n.internal" : " and not n.internal"));
        Words.occurIn("n.search", page.words(), where, arguments);
        return where;
    }

    static Optional<StoredNetwork> find(Transaction transaction, UUID id) {
        return withLabels(
                        transaction,
                        transaction.list(NetworkStore::network, SELECT + "n.id = ? and n.gone_at is null", id))
                .stream()
                .findFirst();
    }

    private static List<StoredNetwork> withLabels(Transaction transaction, List<StoredNetwork> networks) {
        Map<String, Map<String, String>> labels = Labels.of(
                transaction,
                AssetKind.NETWORK,
                networks.stream().map(n -> n.id().toString()).toList());
        return networks.stream()
                .map(n -> n.labelled(labels.getOrDefault(n.id().toString(), Map.of())))
                .toList();
    }

    private static StoredNetwork network(Row row) throws SQLException {
        return new StoredNetwork(
                row.uuid("id"),
                new NetworkListing(
                        row.text("name"),
                        row.text("engine_id"),
                        row.text("driver"),
                        row.truth("internal"),
                        row.texts("subnets"),
                        row.map("engine_labels")),
                row.uuid("host_id"),
                row.text("host_name"),
                new NetworkUse(row.integer("containers"), row.integer("running")),
                Map.of());
    }
}
