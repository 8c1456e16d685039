package io.plimsoll.center.containers;

import io.plimsoll.center.network.NetworkListing;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is known of containers.
public final class Containers {
    private final Database database;
    private final Clock clock;
    private final Live live;

    Containers(Database database, Clock clock, Live live) {
        this.database = database;
        this.clock = clock;
        this.live = live;
    }

    /// Writes down all networks and all containers of a host.
    ///
    /// @param networks none if the host does not tell: every engine has some
    public void listed(UUID host, List<NetworkListing> networks, List<ContainerListing> containers) {
        database.write(transaction -> {
            ContainerStore.replaceListing(transaction, host, networks, containers, clock.instant());
            return true;
        });
        live.changed("networks");
        live.changed("containers");
    }

    /// How many containers run with critical or high findings that nobody accepted: the total of their list.
    ///
    /// @param exposed whether only those count that others than their host reach
    public static Total runningUnfixed(Transaction transaction, boolean exposed) {
        return ContainerStore.total(transaction, ContainerFilter.runningUnfixed(exposed), PageRequest.ALL);
    }

    Page<StoredContainer> list(ContainerFilter filter, PageRequest page) {
        return database.read(transaction -> Page.of(
                ContainerStore.list(transaction, filter, page),
                page,
                () -> ContainerStore.total(transaction, filter, page),
                c -> Cursor.of(c.listing().name(), c.listing().id(), c.hostId())));
    }

    Optional<StoredContainer> find(String id) {
        return database.read(transaction -> ContainerStore.find(transaction, id));
    }
}
