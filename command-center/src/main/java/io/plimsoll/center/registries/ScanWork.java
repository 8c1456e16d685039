package io.plimsoll.center.registries;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the jobs of the queue, one after another; several threads, and several Centers, do so side by side.
final class ScanWork {
    private static final Logger LOG = LoggerFactory.getLogger(ScanWork.class);

    private final Database database;
    private final ScanQueue queue;
    private final RegistryRequests requests;
    private final Images images;
    private final AuditTrail trail;
    private final Clock clock;

    ScanWork(
            Database database,
            ScanQueue queue,
            RegistryRequests requests,
            Images images,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.queue = queue;
        this.requests = requests;
        this.images = images;
        this.trail = trail;
        this.clock = clock;
    }

    /// Does all that is due.
    void work() {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<ScanJob.Taken> job = queue.take();
            if (job.isEmpty()) {
                return;
            }
            scan(job.get());
        }
    }

    private void scan(ScanJob.Taken job) {
        try {
            Registry registry = database.read(transaction -> RegistryStore.find(transaction, job.registry()))
                    .map(RegistryStore.Stored::registry)
                    .orElseThrow(() -> new RegistryFailure("its registry was removed", false));
            keep(
                    job,
                    registry,
                    requests.scan(registry, job.repository(), job.tag(), job.digest(), () -> queue.isStillMine(job)));
        } catch (RegistryFailure e) {
            queue.failed(job, e);
        } catch (InterruptedException e) {
            // This Center is ending: the lease runs out, and the next one takes the job.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the scan of {}:{} failed", job.repository(), job.tag(), e);
            queue.failed(job, new RegistryFailure("the Center could not keep the result; see its log", true, e));
        }
    }

    /// Keeps the result, by the door of inventories that Enforcers send.
    private void keep(ScanJob.Taken job, Registry registry, RegistryAnswers.Scanned scan) {
        database.write(transaction -> {
            if (!RegistryStore.hold(transaction, registry.id())) {
                return false;
            }
            images.inRegistry(transaction, scan.image(), scan.inventory());
            List<String> before =
                    TagStore.images(transaction, job, scan.digest().toString());
            TagStore.scanned(transaction, job, scan);
            images.inventoried(transaction, scan.image(), scan.inventory(), scan.document());
            images.sumUp(transaction, before);
            if (queue.done(transaction, job, scan.image().toString())) {
                record(transaction, registry, scan);
            } else {
                transaction.rollBack();
            }
            return true;
        });
    }

    private void record(Transaction transaction, Registry registry, RegistryAnswers.Scanned scan) {
        String image = scan.image().toString();
        trail.append(
                transaction,
                AuditEvent.of(EventType.IMAGE_SCANNED, clock.instant())
                        .by("system:center")
                        .from("scan queue")
                        .on("image", image, scan.name())
                        .image(image, scan.name())
                        .detail("registry", registry.name())
                        .detail("digest", scan.digest().toString()));
    }
}
