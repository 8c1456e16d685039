package io.plimsoll.center.enforcers;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.plimsoll.api.enforcer.v1.EnrolmentGrpc;
import io.plimsoll.center.server.FrontDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The port that Enforcers connect to. TLS 1.3 only; certificates of our authority only. Each call works on virtual
/// threads, one message at a time.
final class EnforcerPort implements FrontDoor {
    private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;
    private static final int MOST_CALLS = 16;

    private final Server server;
    private final Conversations conversations;

    private EnforcerPort(Server server, Conversations conversations) {
        this.server = server;
        this.conversations = conversations;
    }

    /// Opens it.
    ///
    /// @param authority whose certificates are taken
    static EnforcerPort open(
            InetSocketAddress address,
            CurrentCertificate certificate,
            X509Certificate authority,
            Enforcers enforcers,
            Conversations conversations,
            EnrolmentService enrolment,
            LinkService link) {
        PeerGuard guard = new PeerGuard(enforcers, EnrolmentGrpc.SERVICE_NAME);
        try {
            return new EnforcerPort(
                    NettyServerBuilder.forAddress(address)
                            .sslContext(tls(certificate, authority))
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .maxInboundMessageSize(LARGEST_MESSAGE)
                            .maxConcurrentCallsPerConnection(MOST_CALLS)
                            .handshakeTimeout(10, TimeUnit.SECONDS)
                            .keepAliveTime(30, TimeUnit.SECONDS)
                            .keepAliveTimeout(15, TimeUnit.SECONDS)
                            .permitKeepAliveTime(10, TimeUnit.SECONDS)
                            .permitKeepAliveWithoutCalls(true)
                            .addService(ServerInterceptors.intercept(enrolment, guard))
                            .addService(ServerInterceptors.intercept(link, guard))
                            .build()
                            .start(),
                    conversations);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Enforcers cannot be served on " + address + ": " + e.getMessage()
                            + "; choose another --enforcer-port",
                    e);
        }
    }

    private static SslContext tls(CurrentCertificate certificate, X509Certificate authority) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forServer(certificate), SslProvider.JDK)
                    .protocols("TLSv1.3")
                    .trustManager(authority)
                    .clientAuth(ClientAuth.OPTIONAL)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java runtime has no usable TLS", e);
        }
    }

    int number() {
        return server.getPort();
    }

    @Override
    public void closeDoor() {
        conversations.endAll();
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
