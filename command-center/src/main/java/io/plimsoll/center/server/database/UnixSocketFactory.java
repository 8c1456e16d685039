package io.plimsoll.center.server.database;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;

/// Lets the PostgreSQL driver, which knows only [Socket], speak over a UNIX socket. The driver makes one by its class
/// name and hands over the path of the socket.
public final class UnixSocketFactory extends SocketFactory {
    private final Path path;

    /// @param path what the driver's property `socketFactoryArg` says
    public UnixSocketFactory(String path) {
        this.path = Path.of(path);
    }

    @Override
    public Socket createSocket() {
        return new UnixSocket(path);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("only a UNIX socket");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("only a UNIX socket");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("only a UNIX socket");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("only a UNIX socket");
    }
}
