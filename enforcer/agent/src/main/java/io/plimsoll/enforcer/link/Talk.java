package io.plimsoll.enforcer.link;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one long call to the Center. What comes in goes into the link's inbox; the link's thread sends.
final class Talk implements AutoCloseable {
    private final ClientCallStreamObserver<FromEnforcer> sending;

    private Talk(ClientCallStreamObserver<FromEnforcer> sending) {
        this.sending = sending;
    }

    static Talk begin(ManagedChannel channel, BlockingQueue<Signal> inbox) {
        Receiver receiver = new Receiver(inbox);
        EnforcerLinkGrpc.newStub(channel).connect(receiver);
        ClientCallStreamObserver<FromEnforcer> sending = receiver.sending;
        if (sending == null) {
            throw new IllegalStateException("the call did not begin");
        }
        return new Talk(sending);
    }

    /// Whether what is sent now goes out and does not pile up here.
    boolean hasRoom() {
        return sending.isReady();
    }

    void send(FromEnforcer message) {
        sending.onNext(message);
    }

    @Override
    public void close() {
        sending.cancel("the Enforcer hangs up", null);
    }

    private static final class Receiver implements ClientResponseObserver<FromEnforcer, FromCenter> {
        private final BlockingQueue<Signal> inbox;
        private @Nullable ClientCallStreamObserver<FromEnforcer> sending;

        Receiver(BlockingQueue<Signal> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<FromEnforcer> stream) {
            sending = stream;
            stream.setOnReadyHandler(() -> inbox.add(new Signal.Nudge()));
        }

        @Override
        public void onNext(FromCenter message) {
            inbox.add(new Signal.Said(message));
        }

        @Override
        public void onError(Throwable error) {
            inbox.add(new Signal.Ended(Status.fromThrowable(error)));
        }

        @Override
        public void onCompleted() {
            inbox.add(new Signal.Ended(Status.OK));
        }
    }
}
