package io.plimsoll.enforcer.link;

import io.grpc.Status;
import io.plimsoll.api.enforcer.v1.BundleOffer;
import io.plimsoll.api.enforcer.v1.CheckpointKept;
import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.EventsKept;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Heartbeat;
import io.plimsoll.api.enforcer.v1.Hello;
import io.plimsoll.api.enforcer.v1.SignedCheckpoint;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.identity.CenterSignature;
import io.plimsoll.enforcer.identity.Identity;
import io.plimsoll.enforcer.spool.SpoolReader;
import io.plimsoll.model.Digest;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// One conversation with the Center, from Hello to its end. Belongs to the link's thread.
final class Conversation {
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration REPORT = Duration.ofMinutes(1);
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final int EVENTS_AT_ONCE = 256;
    private static final int BYTES_AT_ONCE = 512 * 1024;
    private static final long MOST_UNKEPT = 4096;

    private final LinkNeeds needs;
    private final Identity identity;
    private final Talk talk;
    private final BlockingQueue<Signal> inbox;
    private final Errands errands;
    private final CheckpointFile checkpoints;
    private final Runnable whenAnswered;
    private final Consumer<PublicKey> whenBundleKey;
    private long sentUpTo;
    private long keptUpTo;
    private long beatAt;
    private long reportAt;

    /// @param whenAnswered is called when the Center says something for the first time
    /// @param whenBundleKey takes a key of bundles that the Center vouches for
    Conversation(
            LinkNeeds needs,
            Identity identity,
            Talk talk,
            BlockingQueue<Signal> inbox,
            Errands errands,
            Runnable whenAnswered,
            Consumer<PublicKey> whenBundleKey) {
        this.needs = needs;
        this.identity = identity;
        this.talk = talk;
        this.inbox = inbox;
        this.errands = errands;
        this.whenAnswered = whenAnswered;
        this.whenBundleKey = whenBundleKey;
        this.checkpoints = new CheckpointFile(needs.dataFolder().resolve("checkpoints"));
    }

    /// Speaks and listens until the Center hangs up, the certificate is due, or we are to end.
    Status hold(BooleanSupplier closed) throws InterruptedException {
        try (SpoolReader spool = needs.spool().reader()) {
            talk.send(hello());
            sentUpTo = keptUpTo = spool.position();
            beatAt = reportAt = System.nanoTime();
            boolean answered = false;
            while (!closed.getAsBoolean() && !isRenewalDue()) {
                Signal signal = inbox.poll(waitNanos(), TimeUnit.NANOSECONDS);
                if (signal instanceof Signal.Ended(Status status)) {
                    return answered && status.getCode() != Status.Code.PERMISSION_DENIED ? Status.OK : status;
                }
                if (signal instanceof Signal.Said(FromCenter message)) {
                    if (!answered) {
                        answered = true;
                        whenAnswered.run();
                    }
                    hear(message);
                }
                speak(spool);
            }
            return Status.OK;
        }
    }

    boolean isRenewalDue() {
        return !identity.renewalDue().isAfter(needs.clock().instant());
    }

    private long waitNanos() {
        return Math.max(0, Math.min(beatAt, reportAt) - System.nanoTime());
    }

    private FromEnforcer hello() {
        return FromEnforcer.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(needs.version())
                        .setSpoolId(needs.spool().id().toString())
                        .setSnapshotVersion(needs.policies().version())
                        .setBundleDigest(errands.bundleDigest())
                        .addAllCapabilities(needs.reports().capabilities()))
                .build();
    }

    private void hear(FromCenter message) {
        switch (message.getMessageCase()) {
            case SNAPSHOT -> needs.policies().take(message.getSnapshot());
            case EVENTS_KEPT -> kept(message.getEventsKept());
            case BUNDLE -> offered(message.getBundle());
            case CHECKPOINT -> keep(message.getCheckpoint());
            case SCAN -> digest(message.getScan().getImageId(), needs.images()::rescan);
            case INVENTORY -> digest(message.getInventory().getImageId(), errands::upload);
            case MESSAGE_NOT_SET -> {
                // Of a newer Center: nothing that we could do.
            }
        }
    }

    /// The key that signed the bundle may be another than before: then the Center's own key vouches for it.
    private void offered(BundleOffer offer) {
        if (!offer.getKey().isEmpty()) {
            Optional<PublicKey> key = CenterSignature.vouchedBundleKey(
                    identity.policyKey(),
                    offer.getKey().toByteArray(),
                    offer.getKeySignature().toByteArray());
            key.ifPresent(whenBundleKey);
        }
        errands.fetch(
                offer,
                CenterSignature.allowsOlderBundle(
                        identity.policyKey(),
                        offer.getDigest(),
                        offer.getOlderSignature().toByteArray()));
    }

    private static void digest(String text, Consumer<Digest> use) {
        try {
            use.accept(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            // No image of ours has such an id.
        }
    }

    private void kept(EventsKept kept) {
        if (kept.getSpoolId().equals(needs.spool().id().toString())) {
            keptUpTo = Math.max(keptUpTo, kept.getSequence());
            needs.spool().acknowledge(kept.getSequence());
        }
    }

    private void keep(SignedCheckpoint checkpoint) {
        Optional<String> problem = checkpoints.keep(checkpoint, identity.policyKey());
        if (problem.isEmpty()) {
            talk.send(FromEnforcer.newBuilder()
                    .setCheckpointKept(CheckpointKept.newBuilder().setSequence(checkpoint.getSequence()))
                    .build());
        } else {
            needs.failures().note(Failure.CHECKPOINT_REFUSED, problem.get());
        }
    }

    private void speak(SpoolReader spool) {
        sendEvents(spool);
        long now = System.nanoTime();
        if (errands.takeReportDue()) {
            reportAt = Math.min(reportAt, now + SETTLE.toNanos());
        }
        if (now >= reportAt) {
            report();
            reportAt = now + REPORT.toNanos();
        }
        if (now >= beatAt) {
            beat();
            beatAt = now + BEAT.toNanos();
        }
    }

    private void sendEvents(SpoolReader spool) {
        while (talk.hasRoom() && sentUpTo - keptUpTo < MOST_UNKEPT) {
            List<Event> events = spool.read(EVENTS_AT_ONCE, BYTES_AT_ONCE);
            if (events.isEmpty()) {
                return;
            }
            talk.send(FromEnforcer.newBuilder()
                    .setEvents(Events.newBuilder()
                            .setSpoolId(needs.spool().id().toString())
                            .addAllEvents(events))
                    .build());
            sentUpTo = events.getLast().getSequence();
        }
    }

    private void report() {
        talk.send(FromEnforcer.newBuilder().setHost(needs.reports().host()).build());
        talk.send(FromEnforcer.newBuilder().setImages(needs.reports().images()).build());
        needs.reports()
                .containers()
                .ifPresent(report -> talk.send(
                        FromEnforcer.newBuilder().setContainers(report).build()));
    }

    private void beat() {
        talk.send(FromEnforcer.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder()
                        .setAtMillis(needs.clock().millis())
                        .setEventsLost(needs.spool().lost())
                        .setResidentBytes(ResidentMemory.bytes()))
                .build());
    }
}
