package io.plimsoll.center.enforcers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.plimsoll.api.enforcer.v1.BundleChunk;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.FetchBundleRequest;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.InventoryChunk;
import io.plimsoll.api.enforcer.v1.InventoryReceipt;
import io.plimsoll.api.enforcer.v1.RenewRequest;
import io.plimsoll.api.enforcer.v1.RenewResponse;
import io.plimsoll.center.intelligence.BundleOffering;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.keys.CertificateAuthority;
import io.plimsoll.model.Digest;
import java.nio.file.Path;
import java.util.Optional;

/// What enrolled Enforcers call. [PeerGuard] has let them in.
final class LinkService extends EnforcerLinkGrpc.EnforcerLinkImplBase {
    private final ConversationNeeds needs;
    private final Database database;
    private final CertificateAuthority authority;

    LinkService(ConversationNeeds needs, Database database, CertificateAuthority authority) {
        this.needs = needs;
        this.database = database;
        this.authority = authority;
    }

    @Override
    public void renew(RenewRequest request, StreamObserver<RenewResponse> answer) {
        try {
            var certificate = needs.enforcers()
                    .renew(Peer.KEY.get(), request.getCertificateRequest().toByteArray(), Peer.ADDRESS.get());
            answer.onNext(RenewResponse.newBuilder()
                    .setCertificate(ByteString.copyFrom(CertificateAuthority.encoded(certificate)))
                    .setAuthority(ByteString.copyFrom(CertificateAuthority.encoded(authority.certificate())))
                    .build());
            answer.onCompleted();
        } catch (IllegalArgumentException e) {
            answer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        }
    }

    @Override
    public StreamObserver<FromEnforcer> connect(StreamObserver<FromCenter> out) {
        return new Conversation(
                needs, Peer.KEY.get(), Peer.ADDRESS.get(), new Outbox((ServerCallStreamObserver<FromCenter>) out));
    }

    @Override
    public StreamObserver<InventoryChunk> uploadInventory(StreamObserver<InventoryReceipt> answer) {
        return new InventoryUpload(database, needs.hosts(), needs.images(), Peer.KEY.get(), answer);
    }

    @Override
    public void fetchBundle(FetchBundleRequest request, StreamObserver<BundleChunk> out) {
        Optional<BundleOffering> offering = needs.intelligence()
                .offering()
                .filter(o -> o.digest().toString().equals(request.getDigest()));
        if (offering.isEmpty()) {
            out.onError(Status.NOT_FOUND
                    .withDescription("another bundle is in use by now; wait for its offer")
                    .asRuntimeException());
            return;
        }
        Optional<Path> delta = digest(request.getHave())
                .flatMap(have -> needs.intelligence().delta(have, offering.get().digest()));
        BundleSending.send(
                delta.orElse(offering.get().file()), delta.isPresent(), (ServerCallStreamObserver<BundleChunk>) out);
    }

    private static Optional<Digest> digest(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
