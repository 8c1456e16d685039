package io.plimsoll.enforcer.fakes;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.EnrolRequest;
import io.plimsoll.api.enforcer.v1.EnrolResponse;
import io.plimsoll.api.enforcer.v1.EnrolmentGrpc;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.RenewRequest;
import io.plimsoll.api.enforcer.v1.RenewResponse;
import io.plimsoll.enforcer.identity.EnrolmentString;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/// A Center on loopback that enrols, renews and listens, over real TLS. It takes every token, and tells which
/// certificate each conversation is held with.
public final class FakeCenter implements AutoCloseable {
    private static final X500Name NAME = new X500Name("CN=fake authority");
    private static final Context.Key<BigInteger> SERIAL = Context.key("serial");

    /// From when to when a certificate is good, by now.
    public record Life(Duration since, Duration left) {}

    private final KeyPair keys = ec();
    private final X509Certificate authority;
    private final PublicKey policyKey;
    private final Deque<Life> lives;
    private final BlockingQueue<BigInteger> conversations = new LinkedBlockingQueue<>();
    private final Server server;
    private long serial = 1;

    private FakeCenter(List<Life> lives) throws GeneralSecurityException, IOException {
        this.lives = new ArrayDeque<>(lives);
        authority = certificate(NAME, keys.getPublic(), new Life(Duration.ofDays(1), Duration.ofDays(1)), null);
        policyKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        KeyPair own = ec();
        X509Certificate shown = certificate(
                new X500Name("CN=fake center"),
                own.getPublic(),
                new Life(Duration.ofDays(1), Duration.ofDays(1)),
                KeyPurposeId.id_kp_serverAuth);
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(GrpcSslContexts.configure(
                                SslContextBuilder.forServer(own.getPrivate(), shown, authority), SslProvider.JDK)
                        .trustManager(authority)
                        .clientAuth(ClientAuth.OPTIONAL)
                        .build())
                .intercept(new PeerSerial())
                .addService(new Enrolling())
                .addService(new Talking())
                .build()
                .start();
    }

    /// @param lives of the certificates that it gives out, one after the other
    public static FakeCenter start(Life... lives) {
        try {
            return new FakeCenter(List.of(lives));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the fake Center cannot start", e);
        }
    }

    public EnrolmentString enrolment() {
        try {
            return new EnrolmentString("127.0.0.1", server.getPort(), "token", Digest.of(authority.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Serial numbers of the certificates that conversations were begun with, in their order.
    public BlockingQueue<BigInteger> conversations() {
        return conversations;
    }

    private static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized X509Certificate certificate(
            X500Name subject, PublicKey key, Life life, @Nullable KeyPurposeId purpose) {
        Instant now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.valueOf(serial++),
                    Date.from(now.minus(life.since())),
                    Date.from(now.plus(life.left())),
                    subject,
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ByteString client(ByteString request) {
        try {
            PublicKey key = new JcaPKCS10CertificationRequest(request.toByteArray()).getPublicKey();
            return ByteString.copyFrom(
                    certificate(new X500Name("CN=enforcer"), key, lives.removeFirst(), KeyPurposeId.id_kp_clientAuth)
                            .getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ByteString authority() {
        try {
            return ByteString.copyFrom(authority.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class PeerSerial implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return Contexts.interceptCall(
                    Context.current()
                            .withValue(SERIAL, serial(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))),
                    call,
                    headers,
                    next);
        }

        /// Zero of one who shows none.
        private static BigInteger serial(@Nullable SSLSession session) {
            try {
                return session != null && session.getPeerCertificates()[0] instanceof X509Certificate shown
                        ? shown.getSerialNumber()
                        : BigInteger.ZERO;
            } catch (SSLPeerUnverifiedException e) {
                return BigInteger.ZERO;
            }
        }
    }

    private final class Enrolling extends EnrolmentGrpc.EnrolmentImplBase {
        @Override
        public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> answer) {
            answer.onNext(EnrolResponse.newBuilder()
                    .setEnforcerId(UUID.randomUUID().toString())
                    .setCertificate(client(request.getCertificateRequest()))
                    .setAuthority(authority())
                    .setPolicyKey(ByteString.copyFrom(policyKey.getEncoded()))
                    .build());
            answer.onCompleted();
        }
    }

    private final class Talking extends EnforcerLinkGrpc.EnforcerLinkImplBase {
        @Override
        public void renew(RenewRequest request, StreamObserver<RenewResponse> answer) {
            answer.onNext(RenewResponse.newBuilder()
                    .setCertificate(client(request.getCertificateRequest()))
                    .setAuthority(authority())
                    .build());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<FromEnforcer> connect(StreamObserver<FromCenter> answers) {
            conversations.add(SERIAL.get());
            return new StreamObserver<>() {
                @Override
                public void onNext(FromEnforcer message) {}

                @Override
                public void onError(Throwable error) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }
}
