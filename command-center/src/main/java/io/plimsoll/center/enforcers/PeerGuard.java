package io.plimsoll.center.enforcers;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;

/// Lets only enrolled, unrevoked Enforcers past, except to the service by which they enrol.
final class PeerGuard implements ServerInterceptor {
    private final Enforcers enforcers;
    private final String openService;

    /// @param openService name of the service that needs no certificate
    PeerGuard(Enforcers enforcers, String openService) {
        this.enforcers = enforcers;
        this.openService = openService;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String address = Peer.address(call.getAttributes());
        Context context = Context.current().withValue(Peer.ADDRESS, address);
        if (openService.equals(call.getMethodDescriptor().getServiceName())) {
            return Contexts.interceptCall(context, call, headers, next);
        }
        Optional<Peer> peer = Peer.of(call.getAttributes());
        if (peer.isEmpty()) {
            return refuse(
                    call, Status.UNAUTHENTICATED.withDescription("this call needs the certificate of an Enforcer"));
        }
        if (!enforcers.admits(peer.get(), address)) {
            return refuse(call, Status.PERMISSION_DENIED.withDescription("this Enforcer's certificate was revoked"));
        }
        return Contexts.interceptCall(context.withValue(Peer.KEY, peer.get()), call, headers, next);
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
