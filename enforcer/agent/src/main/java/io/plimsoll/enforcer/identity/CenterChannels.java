package io.plimsoll.enforcer.identity;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/// Connections to the Center, TLS 1.3 only.
public final class CenterChannels {
    private static final int LARGEST_MESSAGE = 20 * 1024 * 1024;

    private CenterChannels() {}

    /// For the first call: the server is verified by the pin of the enrolment string, and by nothing else.
    static ManagedChannel pinned(EnrolmentString enrolment) {
        TrustManager pinned = new PinnedTrust(enrolment.authority());
        return channel(enrolment.host(), enrolment.port(), builder().trustManager(pinned));
    }

    /// For all later calls: both sides show a certificate of the Center's authority.
    public static ManagedChannel mutual(Identity identity) {
        TrustManager pinned = new PinnedTrust(Identity.fingerprint(identity.authority()));
        return channel(
                identity.host(),
                identity.port(),
                builder().trustManager(pinned).keyManager(identity.key(), identity.certificate()));
    }

    private static SslContextBuilder builder() {
        return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                .protocols("TLSv1.3");
    }

    private static ManagedChannel channel(String host, int port, SslContextBuilder tls) {
        try {
            SslContext context = tls.build();
            return NettyChannelBuilder.forAddress(host, port)
                    .sslContext(context)
                    .maxInboundMessageSize(LARGEST_MESSAGE)
                    .keepAliveTime(30, TimeUnit.SECONDS)
                    .keepAliveTimeout(15, TimeUnit.SECONDS)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java runtime has no usable TLS", e);
        }
    }
}
