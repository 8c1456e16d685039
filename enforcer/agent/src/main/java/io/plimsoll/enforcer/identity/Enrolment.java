package io.plimsoll.enforcer.identity;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.EnrolRequest;
import io.plimsoll.api.enforcer.v1.EnrolResponse;
import io.plimsoll.api.enforcer.v1.EnrolmentGrpc;
import io.plimsoll.api.enforcer.v1.RenewRequest;
import io.plimsoll.api.enforcer.v1.RenewResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Gets this host its identity, and a new certificate before the old one ends.
public final class Enrolment {
    private static final long PATIENCE_SECONDS = 30;

    private Enrolment() {}

    /// Trades the token for an identity. The private key is made here and stays here.
    ///
    /// @throws EnrolmentRefusedException if another try with this string is useless
    /// @throws StatusRuntimeException if the Center cannot be reached; another try may help
    public static Identity enrol(EnrolmentString enrolment, String hostName) {
        KeyPair keys = Keys.generate();
        ManagedChannel channel = CenterChannels.pinned(enrolment);
        try {
            EnrolResponse answer = EnrolmentGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .enrol(EnrolRequest.newBuilder()
                            .setToken(enrolment.token())
                            .setCertificateRequest(ByteString.copyFrom(Keys.request(keys)))
                            .setHostName(hostName)
                            .build());
            return identity(enrolment, keys, answer);
        } catch (StatusRuntimeException e) {
            throw refusalOr(enrolment, e);
        } finally {
            channel.shutdownNow();
        }
    }

    private static RuntimeException refusalOr(EnrolmentString enrolment, StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.UNAUTHENTICATED) {
            return new EnrolmentRefusedException(
                    "the Center at " + enrolment.host() + ":" + enrolment.port()
                            + " does not take the token: it was used, is older than an hour, or is not of this Center;"
                            + " make a new enrolment string there",
                    e);
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof java.security.cert.CertificateException) {
                return new EnrolmentRefusedException(String.valueOf(cause.getMessage()), e);
            }
        }
        return e;
    }

    private static Identity identity(EnrolmentString enrolment, KeyPair keys, EnrolResponse answer) {
        try {
            X509Certificate authority = Keys.certificate(answer.getAuthority().toByteArray());
            if (!Identity.fingerprint(authority).equals(enrolment.authority())) {
                throw new GeneralSecurityException("its authority is not the one of the enrolment string");
            }
            return new Identity(
                    answer.getEnforcerId(),
                    enrolment.host(),
                    enrolment.port(),
                    keys.getPrivate(),
                    own(answer.getCertificate(), authority, keys),
                    authority,
                    Keys.ed25519(answer.getPolicyKey().toByteArray()),
                    bundleKey(answer.getBundleKey()));
        } catch (GeneralSecurityException e) {
            throw new EnrolmentRefusedException("the Center's answer cannot be used: " + e.getMessage(), e);
        }
    }

    private static Optional<PublicKey> bundleKey(ByteString der) throws GeneralSecurityException {
        return der.isEmpty() ? Optional.empty() : Optional.of(Keys.ed25519(der.toByteArray()));
    }

    /// The certificate, if it is for our key and by that authority.
    private static X509Certificate own(ByteString der, X509Certificate authority, KeyPair keys)
            throws GeneralSecurityException {
        X509Certificate certificate = Keys.certificate(der.toByteArray());
        certificate.verify(authority.getPublicKey());
        if (!certificate.getPublicKey().equals(keys.getPublic())) {
            throw new GeneralSecurityException("its certificate is for another key");
        }
        return certificate;
    }

    /// A new key and a new certificate for the same Enforcer.
    ///
    /// @param channel where the present certificate is shown
    /// @throws StatusRuntimeException if the Center does not answer or refuses
    /// @throws EnrolmentRefusedException if its answer cannot be used
    public static Identity renew(Identity identity, ManagedChannel channel) {
        KeyPair keys = Keys.generate();
        RenewResponse answer = EnforcerLinkGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .renew(RenewRequest.newBuilder()
                        .setCertificateRequest(ByteString.copyFrom(Keys.request(keys)))
                        .build());
        try {
            X509Certificate authority = Keys.certificate(answer.getAuthority().toByteArray());
            return identity.renewed(keys.getPrivate(), own(answer.getCertificate(), authority, keys), authority);
        } catch (GeneralSecurityException e) {
            throw new EnrolmentRefusedException("the Center's answer cannot be used: " + e.getMessage(), e);
        }
    }
}
