package io.plimsoll.center.enforcers;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.center.policies.SignedPolicies;
import org.jspecify.annotations.Nullable;

/// The way to one Enforcer. Any thread may send. Towards one that reads slowly nothing heaps up: the newest policies
/// wait for it, everything else is left out and told again later.
final class Outbox {
    private final ServerCallStreamObserver<FromCenter> stream;
    private @Nullable SignedPolicies waiting;
    private boolean closed;

    Outbox(ServerCallStreamObserver<FromCenter> stream) {
        this.stream = stream;
        stream.setOnReadyHandler(this::sendWaiting);
    }

    /// Sends an answer that the Enforcer waits for; it asked for it, so there are not many.
    synchronized void answer(FromCenter message) {
        if (!closed && !stream.isCancelled()) {
            stream.onNext(message);
        }
    }

    /// Sends news, unless the Enforcer is still busy with older news.
    synchronized void tell(FromCenter message) {
        if (stream.isReady()) {
            answer(message);
        }
    }

    /// Sends the policies, at the latest when the Enforcer reads again.
    synchronized void send(SignedPolicies policies) {
        waiting = policies;
        sendWaiting();
    }

    private synchronized void sendWaiting() {
        SignedPolicies next = waiting;
        if (next != null && stream.isReady()) {
            waiting = null;
            answer(FromCenter.newBuilder()
                    .setSnapshot(io.plimsoll.api.enforcer.v1.SignedSnapshot.newBuilder()
                            .setVersion(next.version())
                            .setDocument(next.document())
                            .setSignature(next.signature()))
                    .build());
        }
    }

    synchronized void close(Status status) {
        if (!closed) {
            closed = true;
            if (!stream.isCancelled()) {
                stream.onError(status.asRuntimeException());
            }
        }
    }

    synchronized void complete() {
        if (!closed) {
            closed = true;
            if (!stream.isCancelled()) {
                stream.onCompleted();
            }
        }
    }
}
