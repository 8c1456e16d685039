package io.plimsoll.center.registries;

import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists registries that are due, one at a time, and puts what is new into the queue.
final class Listings {
    private static final Logger LOG = LoggerFactory.getLogger(Listings.class);

    /// A registry that cannot be listed now is asked again after this at the latest, if it is asked again at all.
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

    private final Database database;
    private final RegistryRequests requests;
    private final ScanQueue queue;
    private final Images images;
    private final Live live;

    Listings(Database database, RegistryRequests requests, ScanQueue queue, Images images, Live live) {
        this.database = database;
        this.requests = requests;
        this.queue = queue;
        this.images = images;
        this.live = live;
    }

    /// Lists all that are due.
    void listDue() {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<RegistryStore.Due> due =
                    database.write(transaction -> RegistryStore.takeDue(transaction, ScanQueue.LEASE));
            if (due.isEmpty()) {
                return;
            }
            live.changed("registries");
            list(due.get());
            live.changed("registries");
        }
    }

    private void list(RegistryStore.Due due) {
        try {
            keep(due, requests.list(due.registry(), () -> isStillMine(due)));
        } catch (RegistryFailure e) {
            failed(due, e.sentence());
        } catch (InterruptedException e) {
            // This Center is ending: the lease runs out, and the next one lists it.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the registry {} could not be listed", due.registry().name(), e);
            failed(due, "the Center could not keep the list; see its log");
        }
    }

    private boolean isStillMine(RegistryStore.Due due) {
        return database.write(transaction -> RegistryStore.renew(transaction, due, ScanQueue.LEASE));
    }

    /// What is not listed is gone, unless something was left out. A registry that was changed meanwhile is due again.
    private void keep(RegistryStore.Due due, RegistryAnswers.Listing listing) {
        Registry registry = due.registry();
        database.write(transaction -> {
            Optional<RegistryStore.Stored> now = RegistryStore.lock(transaction, registry.id());
            if (now.isEmpty() || !now.get().registry().isAs(registry)) {
                RegistryStore.listed(transaction, due, "", List.of(), Optional.of(Duration.ZERO));
                return false;
            }
            List<String> before = TagStore.images(transaction, registry.id());
            TagStore.put(transaction, registry.id(), listing.tags());
            if (listing.notes().isEmpty()) {
                TagStore.deleteOthers(transaction, registry.id(), listing.tags());
            }
            images.sumUp(transaction, before);
            images.sumUp(transaction, TagStore.images(transaction, registry.id()));
            queue.addUnscanned(transaction, registry.id());
            RegistryStore.listed(transaction, due, "", listing.notes(), pause(registry));
            return true;
        });
    }

    private void failed(RegistryStore.Due due, String why) {
        Optional<Duration> next =
                pause(due.registry()).map(pause -> pause.compareTo(AFTER_FAILURE) < 0 ? pause : AFTER_FAILURE);
        database.write(transaction -> {
            RegistryStore.listed(transaction, due, why, List.of(), next);
            return true;
        });
    }

    private static Optional<Duration> pause(Registry registry) {
        return Optional.ofNullable(registry.wanted().everyMinutes()).map(Duration::ofMinutes);
    }
}
