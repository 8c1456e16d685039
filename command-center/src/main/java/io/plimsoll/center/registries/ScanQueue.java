package io.plimsoll.center.registries;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.images.RegistryScans;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The queue of scans of registries' images. It is in the database, so it outlives every Center, and several Centers on
/// one database work on it together.
final class ScanQueue implements RegistryScans {
    /// A word for all jobs that wait or run.
    static final String OPEN = "open";

    static final int MOST_ATTEMPTS = 5;

    /// How long a job is its worker's without a sign of life; he gives one every few seconds.
    static final Duration LEASE = Duration.ofMinutes(1);

    /// Images are scanned anew after this, since scanners learn.
    private static final Duration STALE_AFTER = Duration.ofDays(30);

    /// How long ended jobs are shown.
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final Live live;

    ScanQueue(Database database, AuditTrail trail, Clock clock, Live live) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.live = live;
    }

    /// How long to wait after so many attempts that failed: twice as long each time.
    static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    // Putting in

    int addUnscanned(Transaction transaction, UUID registry) {
        changed(transaction);
        return ScanQueueStore.addUnscanned(transaction, registry, STALE_AFTER);
    }

    boolean add(Transaction transaction, TagStore.Named tag, String reason, String askedBy) {
        changed(transaction);
        return ScanQueueStore.add(transaction, tag, reason, askedBy);
    }

    @Override
    public int rescan(Transaction transaction, Digest image, String askedBy) {
        return (int) TagStore.ofImage(transaction, image).stream()
                .filter(tag -> {
                    add(transaction, tag, "rescan", askedBy);
                    return true;
                })
                .count();
    }

    // Working on it

    Optional<ScanJob.Taken> take() {
        return database.write(transaction -> {
            if (ScanQueueStore.giveBackLost(transaction, MOST_ATTEMPTS) > 0) {
                changed(transaction);
            }
            Optional<ScanJob.Taken> taken = ScanQueueStore.take(transaction, LEASE);
            taken.ifPresent(job -> changed(transaction));
            return taken;
        });
    }

    /// Whether the job is still the caller's: nobody cancelled it, and nobody thinks that the caller is gone.
    boolean isStillMine(ScanJob.Taken job) {
        return database.write(transaction -> ScanQueueStore.renew(transaction, job, LEASE));
    }

    /// @return whether the job was still the caller's; if not, nothing of the transaction may stay
    boolean done(Transaction transaction, ScanJob.Taken job, String image) {
        changed(transaction);
        return ScanQueueStore.done(transaction, job, image);
    }

    /// An attempt failed; there is another one later unless that is hopeless.
    void failed(ScanJob.Taken job, RegistryFailure failure) {
        boolean again = failure.retryMayHelp() && job.attempts() < MOST_ATTEMPTS;
        Optional<Duration> pause = again ? Optional.of(pauseAfter(job.attempts())) : Optional.empty();
        database.write(transaction -> {
            boolean mine = ScanQueueStore.failed(transaction, job, failure.sentence(), pause);
            changed(transaction);
            if (mine && !again) {
                giveUp(transaction, job, failure);
            }
            return mine;
        });
    }

    private void giveUp(Transaction transaction, ScanJob.Taken job, RegistryFailure failure) {
        if (!failure.retryMayHelp() && !job.digest().isEmpty()) {
            TagStore.failed(transaction, job.registry(), job.digest());
        }
        trail.append(
                transaction,
                AuditEvent.of(EventType.IMAGE_SCAN_FAILED, clock.instant())
                        .by("system:center")
                        .from("scan queue")
                        .on("registry", job.registry().toString(), job.repository() + ":" + job.tag())
                        .failed(failure.sentence()));
    }

    void forgetEnded() {
        database.write(transaction -> ScanQueueStore.deleteEnded(transaction, KEPT));
    }

    // What people do

    Page<ScanJob> list(ScanJob.Filter filter, PageRequest page) {
        return database.read(transaction -> Page.of(
                ScanQueueStore.list(transaction, filter, page),
                page.limit(),
                ScanQueueStore.total(transaction, filter, page),
                job -> ScanQueueStore.place(transaction, job)));
    }

    void cancel(Caller caller, long number) {
        Instant now = clock.instant();
        database.write(transaction -> {
            ScanJob job = ScanQueueStore.cancel(transaction, number)
                    .orElseThrow(() -> ProblemException.notFound(
                            "scan-unknown", "no scan of the number " + number + " waits or runs"));
            changed(transaction);
            return trail.append(
                    transaction,
                    List.of(AuditEvent.of(EventType.IMAGE_SCAN_CANCELLED, now)
                            .by(caller.name())
                            .from(caller.source())
                            .on("registry", job.registryId().toString(), job.registry())
                            .detail("image", job.repository() + ":" + job.tag())));
        });
    }

    private void changed(Transaction transaction) {
        transaction.afterCommit(() -> live.changed("scan-queue"));
    }
}
