package io.plimsoll.center.enforcers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.api.enforcer.v1.BundleOffer;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.EventsKept;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Heartbeat;
import io.plimsoll.api.enforcer.v1.Hello;
import io.plimsoll.api.enforcer.v1.InventoryRequest;
import io.plimsoll.api.enforcer.v1.ScanRequest;
import io.plimsoll.api.enforcer.v1.SignedCheckpoint;
import io.plimsoll.center.audit.Checkpoints;
import io.plimsoll.center.intelligence.BundleOffering;
import io.plimsoll.center.policies.SignedPolicies;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One conversation with one Enforcer, from its Hello to its end. Messages come one at a time; while one is being dealt
/// with, the next waits in the network.
final class Conversation implements StreamObserver<FromEnforcer> {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final double EVENTS_PER_SECOND = 10_000;
    private static final double EVENTS_IN_RESERVE = 100_000;

    private final ConversationNeeds needs;
    private final Peer peer;
    private final String address;
    private final Outbox out;
    private final Instant connectedAt;
    private final Quota quota = new Quota(EVENTS_PER_SECOND, EVENTS_IN_RESERVE, System.nanoTime());
    private boolean greeted;
    private boolean ended;
    private String hostName = "";

    Conversation(ConversationNeeds needs, Peer peer, String address, Outbox out) {
        this.needs = needs;
        this.peer = peer;
        this.address = address;
        this.out = out;
        this.connectedAt = needs.clock().instant();
    }

    UUID enforcer() {
        return peer.enforcer();
    }

    @Override
    public void onNext(FromEnforcer message) {
        if (ended) {
            return;
        }
        try {
            hear(message);
        } catch (RuntimeException e) {
            LOG.error("a message of the Enforcer {} could not be dealt with", peer.enforcer(), e);
            end(Status.INTERNAL.withDescription("the Center could not deal with a message; see its log"));
        }
    }

    private void hear(FromEnforcer message) {
        if (!greeted && !message.hasHello()) {
            end(Status.FAILED_PRECONDITION.withDescription("an Enforcer says Hello first"));
            return;
        }
        switch (message.getMessageCase()) {
            case HELLO -> greet(message.getHello());
            case EVENTS -> take(message.getEvents());
            case HOST -> {
                needs.hosts().described(peer.enforcer(), Reports.host(message.getHost()));
                hostName = message.getHost().getHostName();
            }
            case IMAGES ->
                onHost(host -> needs.images()
                        .listed(host, Reports.images(message.getImages()))
                        .forEach(this::ask));
            case CONTAINERS ->
                onHost(host -> needs.containers()
                        .listed(
                                host,
                                Reports.networks(message.getContainers()),
                                Reports.containers(message.getContainers())));
            case HEARTBEAT -> beat(message.getHeartbeat());
            case CHECKPOINT_KEPT ->
                needs.checkpoints()
                        .keptBy(
                                peer.enforcer().toString(),
                                message.getCheckpointKept().getSequence());
            case MESSAGE_NOT_SET -> LOG.debug("the Enforcer {} said something newer than this Center", peer.enforcer());
        }
    }

    private void greet(Hello hello) {
        hostName =
                needs.enforcers().find(peer.enforcer()).map(Enforcer::hostName).orElse("");
        greeted = true;
        needs.enforcers().connected(peer, hello.getVersion(), hello.getSnapshotVersion(), address);
        needs.conversations().begin(this);
        out.send(needs.policies().current());
        needs.checkpoints().newest().ifPresent(this::tell);
        needs.intelligence()
                .offering()
                .filter(offering -> !offering.digest().toString().equals(hello.getBundleDigest()))
                .ifPresent(this::tell);
    }

    private void take(Events events) {
        long kept = needs.intake().take(peer, hostName, connectedAt, events);
        out.answer(FromCenter.newBuilder()
                .setEventsKept(
                        EventsKept.newBuilder().setSpoolId(events.getSpoolId()).setSequence(kept))
                .build());
        pause(quota.take(events.getEventsCount(), System.nanoTime()));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onHost(java.util.function.Consumer<UUID> report) {
        Optional<UUID> host = needs.hosts().ofEnforcer(peer.enforcer());
        if (host.isEmpty()) {
            end(Status.FAILED_PRECONDITION.withDescription("a host is described before its images and containers"));
            return;
        }
        report.accept(host.get());
    }

    private void ask(Digest image) {
        out.tell(FromCenter.newBuilder()
                .setInventory(InventoryRequest.newBuilder().setImageId(image.toString()))
                .build());
    }

    private void beat(Heartbeat heartbeat) {
        if (!needs.enforcers().beat(peer, heartbeat.getEventsLost(), heartbeat.getResidentBytes(), address)) {
            end(Status.PERMISSION_DENIED.withDescription("this Enforcer was revoked"));
        }
    }

    /// New policies are in force.
    void send(SignedPolicies policies) {
        out.send(policies);
    }

    /// The key may be another than at enrolment: our own key, which the Enforcer pinned, vouches for it.
    void tell(BundleOffering offering) {
        BundleOffer.Builder offer = BundleOffer.newBuilder()
                .setDigest(offering.digest().toString())
                .setSize(offering.size())
                .setBuiltAtMillis(offering.builtAt().toEpochMilli());
        offering.key()
                .map(BundleKey::toDer)
                .ifPresent(key -> offer.setKey(ByteString.copyFrom(key))
                        .setKeySignature(ByteString.copyFrom(needs.signing().sign("plimsoll-bundle-key", key))));
        if (offering.mayBeOlder()) {
            byte[] digest = offering.digest().toString().getBytes(StandardCharsets.US_ASCII);
            offer.setOlderSignature(ByteString.copyFrom(needs.signing().sign("plimsoll-bundle-older", digest)));
        }
        out.tell(FromCenter.newBuilder().setBundle(offer).build());
    }

    void tell(Checkpoints.Kept checkpoint) {
        out.tell(FromCenter.newBuilder()
                .setCheckpoint(SignedCheckpoint.newBuilder()
                        .setSequence(checkpoint.sequence())
                        .setDocument(ByteString.copyFromUtf8(checkpoint.signed().document()))
                        .setSignature(ByteString.copyFrom(
                                Base64.getDecoder().decode(checkpoint.signed().signature()))))
                .build());
    }

    void scan(Digest image) {
        out.answer(FromCenter.newBuilder()
                .setScan(ScanRequest.newBuilder().setImageId(image.toString()))
                .build());
    }

    /// Ends it from our side.
    void end(Status status) {
        out.close(status);
        over(String.valueOf(status.getDescription()));
    }

    @Override
    public void onError(Throwable error) {
        over("the connection broke");
    }

    @Override
    public void onCompleted() {
        out.complete();
        over("the Enforcer hung up");
    }

    private synchronized void over(String why) {
        if (!ended) {
            ended = true;
            needs.conversations().end(this);
            if (greeted) {
                needs.enforcers().disconnected(peer, address, why);
            }
        }
    }
}
