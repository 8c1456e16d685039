package io.plimsoll.center.hosts;

import io.plimsoll.center.labels.AssetKind;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// The SQL of hosts.
final class HostStore {
    /// A host with the newest of its Enforcers.
    static final String FROM = " from host h left join lateral (select * from enforcer_now n where n.host_id = h.id"
            + " order by enrolled_at desc limit 1) e on true where ";

    private static final String SELECT = "select h.*, coalesce(e.state, 'silent') as state, e.id as enforcer_id,"
            + " e.last_seen_at, (select count(*) from image_on_host o where o.host_id = h.id) as images,"
            + " (select count(*) from container c where c.host_id = h.id and c.gone_at is null) as containers,"
            + " (select count(*) from container c where c.host_id = h.id and c.gone_at is null and c.state = 'running')"
            + " as running";

    /// What could not be told counts as missing.
    private static final String WEAK = "(coalesce(e.state, 'silent') <> 'revoked' and (h.capabilities = '[]'"
            + " or exists (select 1 from jsonb_array_elements(h.capabilities) one where one ->> 'state' <> 'supported')))";

    private HostStore() {}

    static Optional<UUID> ofEnforcer(Transaction transaction, UUID enforcer) {
        return transaction
                .first(row -> row.uuidIfAny("host_id"), "select host_id from enforcer where id = ?", enforcer)
                .orElseThrow(() -> new IllegalArgumentException("there is no Enforcer " + enforcer));
    }

    /// A host of that machine that no Enforcer speaks for any more.
    ///
    /// @param seenAfter an Enforcer without a sign of life since then is not in a conversation, whatever is written
    static Optional<UUID> orphan(Transaction transaction, String machineId, Instant seenAfter) {
        return transaction.first(
                row -> row.uuid("id"),
                "select id from host h where machine_id = ? and not exists (select 1 from enforcer e"
                        + " where e.host_id = h.id and e.conversing and e.last_seen_at > ?)"
                        + " order by first_seen_at limit 1",
                machineId,
                seenAfter);
    }

    static void bind(Transaction transaction, UUID enforcer, UUID host) {
        transaction.change("update enforcer set host_id = ? where id = ?", host, enforcer);
    }

    static void put(Transaction transaction, UUID host, HostDescription d, Instant now) {
        transaction.change(
                "insert into host (id, machine_id, name, operating_system, kernel_version, architecture, engine_version,"
                        + " engine_id, engine_data_root, capabilities, first_seen_at, reported_at, search)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set"
                        + " name = excluded.name, operating_system = excluded.operating_system,"
                        + " kernel_version = excluded.kernel_version, architecture = excluded.architecture,"
                        + " engine_version = excluded.engine_version, engine_id = excluded.engine_id,"
                        + " engine_data_root = excluded.engine_data_root, capabilities = excluded.capabilities,"
                        + " reported_at = excluded.reported_at, search = excluded.search",
                host,
                d.machineId(),
                d.name(),
                d.operatingSystem(),
                d.kernelVersion(),
                d.architecture(),
                d.engineVersion(),
                d.engineId(),
                d.engineDataRoot(),
                Json.of(d.capabilities()),
                now,
                now,
                (d.name() + " " + d.operatingSystem() + " " + host).toLowerCase(Locale.ROOT));
    }

    static List<StoredHost> list(Transaction transaction, HostFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and (h.name, h.id::text) > (?, ?)");
            arguments.add(cursor.text(0));
            arguments.add(cursor.text(1));
        });
        arguments.add(page.rows());
        return withLabels(
                transaction,
                transaction.list(
                        HostStore::host,
                        SELECT + FROM + where + " order by h.name, h.id::text limit ?",
                        arguments.toArray()));
    }

    static Total total(Transaction transaction, HostFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.number("select count(*)" + FROM + where, arguments.toArray()));
    }

    private static StringBuilder where(HostFilter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        filter.state().ifPresent(word -> {
            where.append(" and coalesce(e.state, 'silent') = ?");
            arguments.add(word);
        });
        filter.label().ifPresent(label -> Labels.narrow(AssetKind.HOST, "h.id::text", label, where, arguments));
        filter.isWeak()
                .ifPresent(weak -> where.append(weak ? " and " : " and not ").append(WEAK));
        Words.occurIn("h.search", page.words(), where, arguments);
        return where;
    }

    static Optional<StoredHost> find(Transaction transaction, UUID id) {
        return withLabels(transaction, transaction.list(HostStore::host, SELECT + FROM + "h.id = ?", id)).stream()
                .findFirst();
    }

    private static List<StoredHost> withLabels(Transaction transaction, List<StoredHost> hosts) {
        Map<String, Map<String, String>> labels = Labels.of(
                transaction,
                AssetKind.HOST,
                hosts.stream().map(h -> h.id().toString()).toList());
        return hosts.stream()
                .map(h -> new StoredHost(
                        h.id(),
                        h.description(),
                        h.state(),
                        h.lastSeenAt(),
                        h.enforcerId(),
                        labels.getOrDefault(h.id().toString(), Map.of()),
                        h.images(),
                        h.containers(),
                        h.runningContainers()))
                .toList();
    }

    private static StoredHost host(Row row) throws SQLException {
        return new StoredHost(
                row.uuid("id"),
                new HostDescription(
                        row.text("machine_id"),
                        row.text("name"),
                        row.text("operating_system"),
                        row.text("kernel_version"),
                        row.text("architecture"),
                        row.text("engine_version"),
                        row.text("engine_id"),
                        row.text("engine_data_root"),
                        row.json("capabilities").as(new TypeReference<List<HostDescription.Capability>>() {})),
                row.text("state"),
                row.instantIfAny("last_seen_at"),
                row.uuidIfAny("enforcer_id"),
                Map.of(),
                row.integer("images"),
                row.integer("containers"),
                row.integer("running"));
    }
}
