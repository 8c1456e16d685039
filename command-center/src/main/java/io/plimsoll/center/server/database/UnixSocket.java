package io.plimsoll.center.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A UNIX socket in the shape of a [Socket], as far as the PostgreSQL driver uses one: one reader at a time, blocking,
/// with a read timeout. What concerns TCP only is accepted and does nothing.
final class UnixSocket extends Socket {
    private final Path path;
    private @Nullable SocketChannel channel;
    private volatile int timeoutMillis;

    UnixSocket(Path path) {
        this.path = path;
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            opened.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
    }

    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
        connect(ignored);
    }

    private SocketChannel connected() throws IOException {
        SocketChannel connected = channel;
        if (connected == null) {
            throw new IOException("not connected to " + path);
        }
        return connected;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return receive(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    private int receive(ByteBuffer buffer) throws IOException {
        SocketChannel from = connected();
        if (timeoutMillis == 0 || !buffer.hasRemaining()) {
            return from.read(buffer);
        }
        try (Selector selector = Selector.open()) {
            from.configureBlocking(false);
            from.register(selector, SelectionKey.OP_READ);
            int received = from.read(buffer);
            if (received == 0) {
                if (selector.select(timeoutMillis) == 0) {
                    throw new SocketTimeoutException("the database did not answer within " + timeoutMillis + " ms");
                }
                received = from.read(buffer);
            }
            return received;
        } finally {
            if (from.isOpen()) {
                from.configureBlocking(true);
            }
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    connected().write(buffer);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isClosed() {
        SocketChannel open = channel;
        return open != null && !open.isOpen();
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public int getReceiveBufferSize() {
        return 64 * 1024;
    }

    @Override
    public int getSendBufferSize() {
        return 64 * 1024;
    }

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public void setSendBufferSize(int size) {}
}
