package io.plimsoll.center.network;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// What is known of the networks of hosts' engines.
public final class Networks {
    private final Database database;

    Networks(Database database) {
        this.database = database;
    }

    /// Writes down all networks of a host. One that carries labels has them again when it comes back.
    ///
    /// @param use how many containers are on a network, by its name
    public static void listed(
            Transaction transaction,
            UUID host,
            List<NetworkListing> networks,
            Function<String, NetworkUse> use,
            Instant now) {
        NetworkStore.replaceListing(transaction, host, networks, use, now);
    }

    Page<StoredNetwork> list(NetworkFilter filter, PageRequest page) {
        return database.read(transaction -> Page.of(
                NetworkStore.list(transaction, filter, page),
                page,
                () -> NetworkStore.total(transaction, filter, page),
                network -> Cursor.of(network.listing().name(), network.id())));
    }

    Optional<StoredNetwork> find(UUID id) {
        return database.read(transaction -> NetworkStore.find(transaction, id));
    }
}
