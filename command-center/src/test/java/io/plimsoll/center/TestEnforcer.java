package io.plimsoll.center;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.EnrolRequest;
import io.plimsoll.api.enforcer.v1.EnrolResponse;
import io.plimsoll.api.enforcer.v1.EnrolmentGrpc;
import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Hello;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.api.enforcer.v1.InventoryChunk;
import io.plimsoll.api.enforcer.v1.InventoryReceipt;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/// Speaks with a Center as an Enforcer does: real gRPC over mutual TLS, with a certificate that it got by enrolling.
public final class TestEnforcer implements AutoCloseable {
    private final int port;
    private final X509Certificate authority;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final EnrolResponse enrolment;
    private final ManagedChannel channel;
    private final BlockingQueue<FromCenter> heard = new LinkedBlockingQueue<>();
    private CompletableFuture<Status> end = new CompletableFuture<>();
    private @Nullable StreamObserver<FromEnforcer> out;

    private TestEnforcer(
            int port, X509Certificate authority, KeyPair keys, X509Certificate certificate, EnrolResponse enrolment) {
        this.port = port;
        this.authority = authority;
        this.keys = keys;
        this.certificate = certificate;
        this.enrolment = enrolment;
        this.channel = channel(port, authority, keys, certificate);
    }

    /// Enrols a new host.
    public static TestEnforcer enrol(TestCenter center, String hostName) {
        return enrol(
                center,
                center.call("POST", "/api/v1/enrolment-tokens", center.administrator(), "")
                        .json()
                        .path("enrolment")
                        .asString(),
                hostName);
    }

    /// Enrols with this enrolment string.
    ///
    /// @throws io.grpc.StatusRuntimeException if the Center refuses
    public static TestEnforcer enrol(TestCenter center, String enrolment, String hostName) {
        return enrol(center.data().resolve("ca.crt"), enrolment, hostName);
    }

    /// Enrols at a Center that has this authority.
    public static TestEnforcer enrol(Path authorityFile, String enrolment, String hostName) {
        try {
            URI uri = URI.create(enrolment);
            String token = uri.getQuery().replaceFirst(".*token=([^&]*).*", "$1");
            X509Certificate authority = certificate(Files.readAllBytes(authorityFile));
            KeyPair keys = keys();
            ManagedChannel first = channel(uri.getPort(), authority, null, null);
            try {
                EnrolResponse response = EnrolmentGrpc.newBlockingStub(first)
                        .enrol(EnrolRequest.newBuilder()
                                .setToken(token)
                                .setCertificateRequest(ByteString.copyFrom(request(keys)))
                                .setHostName(hostName)
                                .build());
                return new TestEnforcer(
                        uri.getPort(),
                        authority,
                        keys,
                        certificate(response.getCertificate().toByteArray()),
                        response);
            } finally {
                first.shutdownNow();
            }
        } catch (java.io.IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] request(KeyPair keys) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=whatever"), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    /// A connection that shows this certificate, or none.
    private static ManagedChannel channel(
            int port, X509Certificate authority, @Nullable KeyPair keys, @Nullable X509Certificate certificate) {
        try {
            SslContextBuilder tls = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .trustManager(authority);
            if (keys != null && certificate != null) {
                tls.keyManager(keys.getPrivate(), certificate);
            }
            return NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .sslContext(tls.build())
                    .maxInboundMessageSize(20 * 1024 * 1024)
                    .build();
        } catch (javax.net.ssl.SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String id() {
        return enrolment.getEnforcerId();
    }

    public EnrolResponse enrolment() {
        return enrolment;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// A connection of a stranger: right Center, no certificate.
    public ManagedChannel withoutCertificate() {
        return channel(port, authority, null, null);
    }

    public EnforcerLinkGrpc.EnforcerLinkBlockingStub calls() {
        return EnforcerLinkGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /// A certificate request for the same key.
    public ByteString request() {
        return ByteString.copyFrom(request(keys));
    }

    /// The same Enforcer with another certificate.
    public TestEnforcer with(ByteString newCertificate) {
        try {
            return new TestEnforcer(port, authority, keys, certificate(newCertificate.toByteArray()), enrolment);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Begins the conversation, Hello included.
    public TestEnforcer connect() {
        channel.resetConnectBackoff();
        end = new CompletableFuture<>();
        heard.clear();
        CompletableFuture<Status> thisEnd = end;
        out = EnforcerLinkGrpc.newStub(channel).connect(new StreamObserver<>() {
            @Override
            public void onNext(FromCenter message) {
                heard.add(message);
            }

            @Override
            public void onError(Throwable error) {
                thisEnd.complete(Status.fromThrowable(error));
            }

            @Override
            public void onCompleted() {
                thisEnd.complete(Status.OK);
            }
        });
        return say(FromEnforcer.newBuilder()
                .setHello(Hello.newBuilder().setVersion("0.1.0").setSpoolId("spool-1")));
    }

    public TestEnforcer say(FromEnforcer.Builder message) {
        java.util.Objects.requireNonNull(out, "connect first").onNext(message.build());
        return this;
    }

    /// Says which images the engine has.
    public void list(Image... images) {
        say(FromEnforcer.newBuilder().setImages(ImagesReport.newBuilder().addAllImages(List.of(images))));
    }

    /// Describes its host.
    public TestEnforcer describe(String hostName, String machineId) {
        return say(FromEnforcer.newBuilder()
                .setHost(HostReport.newBuilder()
                        .setHostName(hostName)
                        .setMachineId(machineId)
                        .setOperatingSystem("Debian GNU/Linux 12")
                        .setKernelVersion("6.18")));
    }

    /// Sends events with these numbers, the number in their details.
    public TestEnforcer report(String spool, long... sequences) {
        Events.Builder events = Events.newBuilder().setSpoolId(spool);
        for (long sequence : sequences) {
            events.addEvents(event(sequence));
        }
        return say(FromEnforcer.newBuilder().setEvents(events));
    }

    public static Event.Builder event(long sequence) {
        return Event.newBuilder()
                .setSequence(sequence)
                .setAtMillis(System.currentTimeMillis())
                .setType("container.start-refused")
                .setOutcome("failure")
                .setReason("image shop/web:1.4 has not been scanned")
                .setActor("unknown (engine API)")
                .setSource("unix:/run/docker.sock")
                .setObjectKind("container")
                .setObjectId("c" + sequence)
                .setPolicy("production")
                .setRule("unscanned")
                .putAllDetails(Map.of("number", Long.toString(sequence)));
    }

    /// The next message of this kind; others are passed over.
    public FromCenter hear(Predicate<FromCenter> kind) {
        try {
            while (true) {
                FromCenter next = heard.poll(20, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("the Center says nothing of that kind; the conversation: "
                            + (end.isDone() ? end.join() : "goes on"));
                }
                if (kind.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The next message; empty when none came within that time.
    public Optional<FromCenter> hearWithin(Duration time) throws InterruptedException {
        return Optional.ofNullable(heard.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    public boolean isOver() {
        return end.isDone();
    }

    /// How the conversation ended; waits for it.
    public Status end() {
        try {
            return end.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the conversation goes on", e);
        }
    }

    /// Uploads an inventory in small chunks.
    ///
    /// @throws io.grpc.StatusRuntimeException if the Center refuses
    public void upload(String image, byte[] inventory) {
        CompletableFuture<InventoryReceipt> receipt = new CompletableFuture<>();
        StreamObserver<InventoryChunk> chunks = EnforcerLinkGrpc.newStub(channel)
                .uploadInventory(new StreamObserver<>() {
                    @Override
                    public void onNext(InventoryReceipt value) {
                        receipt.complete(value);
                    }

                    @Override
                    public void onError(Throwable error) {
                        receipt.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {}
                });
        for (int from = 0; from < inventory.length; from += 1000) {
            chunks.onNext(InventoryChunk.newBuilder()
                    .setImageId(from == 0 ? image : "")
                    .setData(ByteString.copyFrom(inventory, from, Math.min(1000, inventory.length - from)))
                    .build());
        }
        chunks.onCompleted();
        try {
            receipt.get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw Status.fromThrowable(e.getCause()).asRuntimeException();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    public List<FromCenter> allHeard() {
        return List.copyOf(heard);
    }

    /// Hangs up.
    public void hangUp() {
        java.util.Objects.requireNonNull(out, "connect first").onCompleted();
        end();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
