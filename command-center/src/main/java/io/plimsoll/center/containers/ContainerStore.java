package io.plimsoll.center.containers;

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

/// The SQL of containers.
final class ContainerStore {
    private static final String LISTED = "id, name, image_id, image_name, state, status, created_at, engine_labels,"
            + " exec_gate, exec_gate_detail, privileged, run_as";
    private static final String SELECT = "select c.*, h.name as host_name, h.containers_reported_at as last_seen_at,"
            + " coalesce((select i.verdict from image i where i.id = c.image_id), 'pending') as verdict"
            + " from container c join host h on h.id = c.host_id where ";

    private ContainerStore() {}

    /// Writes down what a host runs and holds: all of it, so what is not listed is gone. Rows that are as before are
    /// left alone.
    static void replaceListing(Transaction transaction, UUID host, List<ContainerListing> containers, Instant now) {
        transaction.changeAll(
                "insert into container as c (host_id, " + LISTED + ", first_seen_at, search)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (host_id, id) do update set name = excluded.name, state = excluded.state,"
                        + " status = excluded.status, image_id = excluded.image_id, image_name = excluded.image_name,"
                        + " exec_gate = excluded.exec_gate, exec_gate_detail = excluded.exec_gate_detail,"
                        + " search = excluded.search, gone_at = null"
                        + " where (c.name, c.state, c.status, c.image_id, c.image_name, c.exec_gate, c.exec_gate_detail,"
                        + " c.gone_at) is distinct from (excluded.name, excluded.state, excluded.status, excluded.image_id,"
                        + " excluded.image_name, excluded.exec_gate, excluded.exec_gate_detail, excluded.gone_at)",
                containers.stream().map(c -> values(host, c, now)).toList());
        transaction.change(
                "update container set gone_at = ?, state = 'dead', status = 'removed' where host_id = ? and gone_at is null and id <> all (?)",
                now,
                host,
                containers.stream().map(ContainerListing::id).toList());
        transaction.change("update host set containers_reported_at = ? where id = ?", now, host);
    }

    private static @Nullable Object[] values(UUID host, ContainerListing c, Instant now) {
        return new @Nullable Object[] {
            host,
            c.id(),
            c.name(),
            c.imageId(),
            c.imageName(),
            c.state(),
            c.status(),
            c.createdAt().orElse(null),
            Json.of(c.engineLabels()),
            c.execGate(),
            c.execGateDetail(),
            c.isPrivileged(),
            c.runAs(),
            now,
            (c.name() + " " + c.id() + " " + c.imageName() + " " + c.imageId()).toLowerCase(Locale.ROOT)
        };
    }

    static List<StoredContainer> list(Transaction transaction, ContainerFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and (c.name, c.id, c.host_id::text) > (?, ?, ?)");
            arguments.addAll(List.of(cursor.text(0), cursor.text(1), cursor.text(2)));
        });
        arguments.add(page.rows());
        return withLabels(
                transaction,
                transaction.list(
                        ContainerStore::container,
                        SELECT + where + " order by c.name, c.id, c.host_id::text limit ?",
                        arguments.toArray()));
    }

    static Total total(Transaction transaction, ContainerFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(
                transaction.countUpTo(Total.EXACT_UP_TO + 1, "container c where " + where, arguments.toArray()));
    }

    private static StringBuilder where(ContainerFilter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("c.gone_at is null");
        filter.state().ifPresent(state -> {
            where.append(" and c.state = ?");
            arguments.add(state);
        });
        filter.execGate().ifPresent(gate -> {
            where.append(" and c.exec_gate = ?");
            arguments.add(gate);
        });
        filter.host().ifPresent(host -> {
            where.append(" and c.host_id = ?");
            arguments.add(host);
        });
        filter.image().ifPresent(image -> {
            where.append(" and c.image_id = ?");
            arguments.add(image);
        });
        Words.occurIn("c.search", page.words(), where, arguments);
        return where;
    }

    /// A container that is gone is found too, for events that name it.
    static Optional<StoredContainer> find(Transaction transaction, String id) {
        return withLabels(
                        transaction,
                        transaction.list(
                                ContainerStore::container,
                                SELECT + "c.id = ? order by c.gone_at desc nulls first limit 1",
                                id))
                .stream()
                .findFirst();
    }

    private static List<StoredContainer> withLabels(Transaction transaction, List<StoredContainer> containers) {
        var own = Labels.of(
                transaction,
                AssetKind.CONTAINER,
                containers.stream().map(c -> c.listing().id()).toList());
        var images = Labels.of(
                transaction,
                AssetKind.IMAGE,
                containers.stream().map(c -> c.listing().imageId()).distinct().toList());
        var hosts = Labels.of(
                transaction,
                AssetKind.HOST,
                containers.stream().map(c -> c.hostId().toString()).distinct().toList());
        return containers.stream()
                .map(c -> new StoredContainer(
                        c.listing(),
                        c.hostId(),
                        c.hostName(),
                        c.verdict(),
                        Labels.effective(List.of(
                                own.getOrDefault(c.listing().id(), Map.of()),
                                images.getOrDefault(c.listing().imageId(), Map.of()),
                                hosts.getOrDefault(c.hostId().toString(), Map.of()))),
                        c.lastSeenAt()))
                .toList();
    }

    private static StoredContainer container(Row row) throws SQLException {
        return new StoredContainer(
                new ContainerListing(
                        row.text("id"),
                        row.text("name"),
                        row.text("image_id"),
                        row.text("image_name"),
                        row.text("state"),
                        row.text("status"),
                        row.instantIfAny("created_at"),
                        row.map("engine_labels"),
                        row.text("exec_gate"),
                        row.text("exec_gate_detail"),
                        row.truth("privileged"),
                        row.text("run_as")),
                row.uuid("host_id"),
                row.text("host_name"),
                row.text("verdict"),
                Map.of(),
                row.instantIfAny("last_seen_at"));
    }
}
