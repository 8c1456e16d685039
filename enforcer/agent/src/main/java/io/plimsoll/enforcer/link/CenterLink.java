package io.plimsoll.enforcer.link;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.identity.CenterChannels;
import io.plimsoll.enforcer.identity.Enrolment;
import io.plimsoll.enforcer.identity.EnrolmentRefusedException;
import io.plimsoll.enforcer.identity.EnrolmentString;
import io.plimsoll.enforcer.identity.Identity;
import io.plimsoll.model.Digest;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;

/// Keeps the conversation with the Center going: enrols, connects, connects again, renews the certificate in time. One
/// thread. Nothing else of the Enforcer waits for it.
public final class CenterLink implements AutoCloseable {
    private static final Duration UNREACHABLE_IS_NEWS_AFTER = Duration.ofSeconds(30);

    private final LinkNeeds needs;
    private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
    private final Errands errands;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("center").daemon().unstarted(this::run);
    private Optional<Identity> identity;
    private volatile boolean closed;

    public CenterLink(LinkNeeds needs) {
        this.needs = needs;
        this.identity = needs.identity();
        this.errands = new Errands(needs);
    }

    public void start() {
        needs.spool().whenMore(this::nudge);
        thread.start();
    }

    /// Whether a conversation is under way.
    public boolean isTalking() {
        return errands.hasChannel();
    }

    /// Something that is reported has changed.
    public void changed() {
        errands.reportSoon();
        nudge();
    }

    /// The inventory of an image is new.
    public void upload(Digest image) {
        errands.upload(image);
    }

    private void nudge() {
        // One is enough: the thread looks at everything when it wakes up.
        if (inbox.isEmpty()) {
            inbox.add(new Signal.Nudge());
        }
    }

    private void run() {
        long since = System.nanoTime();
        boolean told = false;
        while (!closed) {
            Status end = tryOnce();
            if (end.isOk()) {
                since = System.nanoTime();
                told = false;
                continue;
            }
            if (isFinal(end)) {
                return;
            }
            if (!told && System.nanoTime() - since > UNREACHABLE_IS_NEWS_AFTER.toNanos()) {
                told = true;
                needs.failures().note(Failure.CENTER_UNREACHABLE, describe(end));
            }
            pause(backoff.next());
        }
    }

    /// One enrolment and one conversation, to its end. `OK` means that it went well for a while.
    private Status tryOnce() {
        try {
            if (mustEnrol()) {
                enrol(needs.enrolment().orElseThrow());
            }
            return identity.isPresent() ? converse(identity.get()) : Status.UNAUTHENTICATED;
        } catch (EnrolmentRefusedException e) {
            needs.failures().note(Failure.ENROLMENT_FAILED, String.valueOf(e.getMessage()));
            return identity.isPresent() ? converse(identity.get()) : Status.UNAUTHENTICATED;
        } catch (StatusRuntimeException e) {
            return e.getStatus().isOk() ? Status.UNKNOWN : e.getStatus();
        }
    }

    private boolean mustEnrol() {
        return needs.enrolment().isPresent()
                && identity.filter(i -> i.isOf(needs.enrolment().get())
                                && i.certificate()
                                        .getNotAfter()
                                        .toInstant()
                                        .isAfter(needs.clock().instant()))
                        .isEmpty();
    }

    private void enrol(EnrolmentString enrolment) {
        Identity enrolled = Enrolment.enrol(enrolment, needs.hostName());
        needs.identityFile().write(enrolled);
        identity = Optional.of(enrolled);
        needs.policies().trust(enrolled.policyKey());
        needs.images().trust(enrolled.bundleKey());
        needs.journal()
                .record(HostEvent.of(EventType.ENFORCER_ENROLLED, new Subject("enforcer", enrolled.id(), ""))
                        .with("center", enrolled.host() + ":" + enrolled.port()));
        needs.operator().accept("enrolled as " + enrolled);
    }

    private Status converse(Identity as) {
        ManagedChannel channel = CenterChannels.mutual(as);
        errands.use(channel);
        inbox.clear();
        try (Talk talk = Talk.begin(channel, inbox)) {
            Conversation conversation =
                    new Conversation(needs, as, talk, inbox, errands, backoff::succeeded, this::trustBundlesOf);
            Status end = conversation.hold(() -> closed);
            if (conversation.isRenewalDue()) {
                renew(identity.orElse(as), channel);
            }
            return end;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.CANCELLED;
        } finally {
            errands.use(null);
            channel.shutdownNow();
        }
    }

    private void trustBundlesOf(PublicKey key) {
        Optional<Identity> before = identity.filter(i -> !i.bundleKey().equals(Optional.of(key)));
        if (before.isPresent()) {
            Identity with = before.get().with(key);
            needs.identityFile().write(with);
            identity = Optional.of(with);
            needs.images().trust(with.bundleKey());
        }
    }

    private void renew(Identity old, ManagedChannel channel) {
        try {
            Identity renewed = Enrolment.renew(old, channel);
            needs.identityFile().write(renewed);
            identity = Optional.of(renewed);
            needs.operator().accept("the certificate was renewed");
        } catch (StatusRuntimeException | EnrolmentRefusedException e) {
            needs.failures().note(Failure.CERTIFICATE_NOT_RENEWED, String.valueOf(e.getMessage()));
        }
    }

    /// A Center that has revoked us is not asked again; the last policies stay in force.
    private boolean isFinal(Status end) {
        boolean enrolled = identity.isPresent();
        if (end.getCode() == Status.Code.PERMISSION_DENIED && enrolled) {
            needs.failures().note(Failure.CENTER_REFUSES_US, describe(end));
            needs.operator()
                    .accept("this Enforcer was revoked by its Center: it stops talking to it and goes on enforcing the"
                            + " last policies; to enrol this host again, remove identity.json from its data and start it with a"
                            + " new enrolment string");
            return true;
        }
        if (!enrolled && needs.enrolment().isEmpty()) {
            needs.operator()
                    .accept("this host is not enrolled with a Command Center; the default policies are in force");
            return true;
        }
        return !enrolled && end.getCode() == Status.Code.UNAUTHENTICATED;
    }

    private static String describe(Status status) {
        Throwable cause = status.getCause();
        return status.getCode()
                + (status.getDescription() == null ? "" : " " + status.getDescription())
                + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /// Hangs up. What is spooled stays spooled.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        errands.close();
    }
}
