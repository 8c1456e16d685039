package io.plimsoll.center.containers;

import io.plimsoll.center.network.NetworkListing;
import io.plimsoll.center.network.NetworkUse;
import io.plimsoll.center.network.Networks;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The SQL of containers.
final class ContainerStore {
    private static final String LISTED = "id, name, image_id, image_name, state, status, created_at, engine_labels,"
            + " exec_gate, exec_gate_detail, privileged, run_as, ports, exposed, networks, services, label_words";
    private static final String SELECT = "select c.*, h.name as host_name, h.containers_reported_at as last_seen_at,"
            + " coalesce(i.verdict, 'pending') as verdict, coalesce(i.unfixed, 0) as unfixed"
            + " from container c join host h on h.id = c.host_id left join image i on i.id = c.image_id where ";

    private static final Pattern IMAGE_ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");

    private ContainerStore() {}

    /// Writes down what a host runs and holds: all of it, so what is not listed is gone. Rows that are as before are
    /// left alone.
    ///
    /// @param networks none if the host does not tell, as Enforcers of before; then those of before stay
    static void replaceListing(
            Transaction transaction,
            UUID host,
            List<NetworkListing> networks,
            List<ContainerListing> listed,
            Instant now) {
        BelongingStore.lockShared(transaction);
        if (!networks.isEmpty()) {
            Networks.listed(transaction, host, networks, uses(listed), now);
        }
        List<ContainerListing> containers = completed(transaction, host, listed, networks.isEmpty());
        Surroundings around = Surroundings.of(
                transaction, containers.stream().map(c -> place(host, "", c)).toList());
        transaction.changeAll(
                "insert into container as c (host_id, " + LISTED + ", first_seen_at, search)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (host_id, id) do update set name = excluded.name, state = excluded.state,"
                        + " status = excluded.status, image_id = excluded.image_id, image_name = excluded.image_name,"
                        + " exec_gate = excluded.exec_gate, exec_gate_detail = excluded.exec_gate_detail,"
                        + " ports = excluded.ports, exposed = excluded.exposed, networks = excluded.networks,"
                        + " services = excluded.services, label_words = excluded.label_words,"
                        + " search = excluded.search, gone_at = null"
                        + " where (c.name, c.state, c.status, c.image_id, c.image_name, c.exec_gate, c.exec_gate_detail,"
                        + " c.ports, c.exposed, c.networks, c.services, c.label_words, c.gone_at) is distinct from"
                        + " (excluded.name, excluded.state, excluded.status, excluded.image_id, excluded.image_name,"
                        + " excluded.exec_gate, excluded.exec_gate_detail, excluded.ports, excluded.exposed,"
                        + " excluded.networks, excluded.services, excluded.label_words, excluded.gone_at)",
                containers.stream().map(c -> values(host, c, around, now)).toList());
        transaction.change(
                "update container set gone_at = ?, state = 'dead', status = 'removed' where host_id = ? and gone_at is null and id <> all (?)",
                now,
                host,
                containers.stream().map(ContainerListing::id).toList());
        transaction.change("update host set containers_reported_at = ? where id = ?", now, host);
    }

    private static Function<String, NetworkUse> uses(List<ContainerListing> containers) {
        Map<String, NetworkUse> uses = new HashMap<>();
        for (ContainerListing container : containers) {
            boolean isRunning = container.state().equals("running");
            container
                    .networks()
                    .forEach(name ->
                            uses.merge(name, NetworkUse.NONE.with(isRunning), (before, one) -> before.with(isRunning)));
        }
        return name -> uses.getOrDefault(name, NetworkUse.NONE);
    }

    private record Before(String imageName, List<String> networks) {}

    /// An engine tells the id of the image once its name points elsewhere. The container was created by that name all
    /// the same, and stays in the services that were chosen by it. Neither does it leave networks of which its host
    /// does not tell.
    private static List<ContainerListing> completed(
            Transaction transaction, UUID host, List<ContainerListing> containers, boolean networksAreUntold) {
        List<String> incomplete = containers.stream()
                .filter(c -> isUnnamed(c) || networksAreUntold)
                .map(ContainerListing::id)
                .toList();
        if (incomplete.isEmpty()) {
            return containers;
        }
        Map<String, Before> before = new HashMap<>();
        transaction.each(
                row -> Map.entry(row.text("id"), new Before(row.text("image_name"), row.texts("networks"))),
                entry -> before.put(entry.getKey(), entry.getValue()),
                "select id, image_name, networks from container where host_id = ? and id = any (?)",
                host,
                incomplete);
        return containers.stream()
                .map(c -> {
                    Before known = before.getOrDefault(c.id(), new Before(c.imageName(), c.networks()));
                    return c.of(
                            isUnnamed(c) ? known.imageName() : c.imageName(),
                            networksAreUntold && c.networks().isEmpty() ? known.networks() : c.networks());
                })
                .toList();
    }

    private static boolean isUnnamed(ContainerListing container) {
        return IMAGE_ID.matcher(container.imageName()).matches();
    }

    private static Surroundings.Place place(UUID host, String hostName, ContainerListing c) {
        return new Surroundings.Place(host, hostName, c.id(), c.name(), c.imageId(), c.imageName(), c.networks());
    }

    private static @Nullable Object[] values(UUID host, ContainerListing c, Surroundings around, Instant now) {
        Surroundings.Belongings belongings = around.belongings(place(host, "", c), c.engineLabels());
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
            c.ports(),
            c.isExposed(),
            c.networks(),
            belongings.services(),
            belongings.labelWords(),
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
        long exact = page.exactUpTo();
        return Total.of(transaction.countUpTo(exact + 1, "container c where " + where, arguments.toArray()), exact);
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
        filter.service().ifPresent(service -> {
            where.append(" and c.services @> array[?::text]");
            arguments.add(service);
        });
        filter.network().ifPresent(network -> {
            where.append(" and c.host_id = (select n.host_id from plimsoll.network n where n.id = ?)"
                    + " and c.networks @> array[(select n.name from plimsoll.network n where n.id = ?)]");
            arguments.addAll(List.of(network, network));
        });
        filter.label().ifPresent(label -> {
            where.append(" and c.label_words @> array[?::text]");
            arguments.add(label);
        });
        filter.isExposed().ifPresent(exposed -> where.append(exposed ? " and c.exposed" : " and not c.exposed"));
        filter.isUnfixed()
                .ifPresent(unfixed -> where.append(unfixed ? " and " : " and not ")
                        .append("exists (select 1 from image u where u.id = c.image_id and u.unfixed > 0)"));
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
        Surroundings around = Surroundings.ofMembers(
                transaction,
                containers.stream().map(ContainerStore::place).toList(),
                containers.stream()
                        .flatMap(c -> c.services().stream())
                        .distinct()
                        .toList());
        return containers.stream()
                .map(c -> c.labelled(around.counting(place(c), c.services())))
                .toList();
    }

    private static Surroundings.Place place(StoredContainer container) {
        return place(container.hostId(), container.hostName(), container.listing());
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
                        row.text("run_as"),
                        row.texts("ports"),
                        row.truth("exposed"),
                        row.texts("networks")),
                row.uuid("host_id"),
                row.text("host_name"),
                row.text("verdict"),
                row.texts("services"),
                row.integer("unfixed"),
                Map.of(),
                row.instantIfAny("last_seen_at"));
    }
}
