package io.plimsoll.center.hosts;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// What is known of hosts.
public final class Hosts {
    /// An Enforcer gives a sign of life every ten seconds.
    private static final Duration ALIVE = Duration.ofSeconds(45);

    private final Database database;
    private final Clock clock;
    private final Live live;

    Hosts(Database database, Clock clock, Live live) {
        this.database = database;
        this.clock = clock;
        this.live = live;
    }

    /// Writes down what an Enforcer says of its host. An Enforcer speaks for one host for ever; a newly enrolled one
    /// takes over the host of the same machine, labels included, when no other Enforcer is connected for it.
    ///
    /// @return the id of the host
    public UUID described(UUID enforcer, HostDescription description) {
        UUID host = database.write(transaction -> {
            UUID id = HostStore.ofEnforcer(transaction, enforcer)
                    .or(() -> HostStore.orphan(
                            transaction,
                            description.machineId(),
                            clock.instant().minus(ALIVE)))
                    .orElseGet(UUID::randomUUID);
            HostStore.put(transaction, id, description, clock.instant());
            HostStore.bind(transaction, enforcer, id);
            return id;
        });
        live.changed("hosts");
        return host;
    }

    /// The host of an Enforcer that has described it.
    public Optional<UUID> ofEnforcer(UUID enforcer) {
        return database.read(transaction -> HostStore.ofEnforcer(transaction, enforcer));
    }

    /// On how many hosts a mechanism of the Enforcer is missing, or could not be told: the total of their list.
    public static Total weak(Transaction transaction) {
        return HostStore.total(transaction, HostFilter.WEAK, PageRequest.ALL);
    }

    Page<StoredHost> list(HostFilter filter, PageRequest page) {
        return database.read(transaction -> Page.of(
                HostStore.list(transaction, filter, page),
                page.limit(),
                HostStore.total(transaction, filter, page),
                host -> Cursor.of(host.description().name(), host.id())));
    }

    Optional<StoredHost> find(UUID id) {
        return database.read(transaction -> HostStore.find(transaction, id));
    }
}
