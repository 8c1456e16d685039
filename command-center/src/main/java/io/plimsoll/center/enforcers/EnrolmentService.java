package io.plimsoll.center.enforcers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.api.enforcer.v1.EnrolRequest;
import io.plimsoll.api.enforcer.v1.EnrolResponse;
import io.plimsoll.api.enforcer.v1.EnrolmentGrpc;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.server.keys.CertificateAuthority;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.util.Optional;

/// The one call that needs no certificate.
final class EnrolmentService extends EnrolmentGrpc.EnrolmentImplBase {
    private static final int LONGEST_NAME = 253;

    private final Enforcers enforcers;
    private final EnrolmentTokens tokens;
    private final InstallationKeys keys;
    private final Intelligence intelligence;

    EnrolmentService(Enforcers enforcers, EnrolmentTokens tokens, InstallationKeys keys, Intelligence intelligence) {
        this.enforcers = enforcers;
        this.tokens = tokens;
        this.keys = keys;
        this.intelligence = intelligence;
    }

    @Override
    public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> answer) {
        String source = Peer.ADDRESS.get();
        String hostName = request.getHostName().replace("\0", "");
        if (hostName.length() > LONGEST_NAME) {
            answer.onError(Status.INVALID_ARGUMENT
                    .withDescription("a host name has at most " + LONGEST_NAME + " characters")
                    .asRuntimeException());
            return;
        }
        if (!tokens.isOurs(request.getToken())) {
            enforcers.refusedToken(hostName, source);
            answer.onError(refused());
            return;
        }
        try {
            Optional<Enforcers.Enrolled> enrolled = enforcers.enrol(
                    tokens, request.getToken(), request.getCertificateRequest().toByteArray(), hostName, source);
            if (enrolled.isEmpty()) {
                answer.onError(refused());
                return;
            }
            answer.onNext(response(enrolled.get()));
            answer.onCompleted();
        } catch (IllegalArgumentException e) {
            answer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        }
    }

    private static RuntimeException refused() {
        return Status.UNAUTHENTICATED
                .withDescription("the token is unknown, used or expired; make a new enrolment string")
                .asRuntimeException();
    }

    private EnrolResponse response(Enforcers.Enrolled enrolled) {
        return EnrolResponse.newBuilder()
                .setEnforcerId(enrolled.id().toString())
                .setCertificate(ByteString.copyFrom(CertificateAuthority.encoded(enrolled.certificate())))
                .setAuthority(ByteString.copyFrom(
                        CertificateAuthority.encoded(keys.authority().certificate())))
                .setPolicyKey(ByteString.copyFrom(keys.signing().publicKey().getEncoded()))
                .setBundleKey(intelligence
                        .key()
                        .map(BundleKey::toDer)
                        .map(ByteString::copyFrom)
                        .orElse(ByteString.EMPTY))
                .build();
    }
}
