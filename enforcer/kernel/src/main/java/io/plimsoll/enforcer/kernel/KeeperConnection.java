package io.plimsoll.enforcer.kernel;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/// Lines to and from a keeper over its UNIX socket. Never waits longer than its patience: a keeper that was stopped
/// must not stop us. For one thread at a time.
final class KeeperConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_LINE = 1 << 20;

    private final SocketChannel channel;
    private final Selector selector;
    private ByteBuffer received = ByteBuffer.allocate(1 << 12).flip();

    private KeeperConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.selector = Selector.open();
    }

    /// Connects to the socket, and makes sure that root listens there.
    static KeeperConnection open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            UserPrincipal owner =
                    channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!owner.equals(root())) {
                throw new IOException("it runs as " + owner.getName() + ", not as root");
            }
            channel.configureBlocking(false);
            KeeperConnection connection = new KeeperConnection(channel);
            channel.register(connection.selector, SelectionKey.OP_READ);
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void say(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        // Lines are short and the keeper reads at once; a full socket is a keeper that does not.
        if (channel.write(bytes) < bytes.limit()) {
            throw new SocketTimeoutException("it does not read");
        }
    }

    String hear() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        int scanned = 0;
        while (true) {
            for (; scanned < received.remaining(); scanned++) {
                if (received.get(received.position() + scanned) == '\n') {
                    return take(scanned);
                }
            }
            receive(until);
        }
    }

    private String take(int length) {
        byte[] line = new byte[length];
        received.get(line).get();
        return new String(line, StandardCharsets.US_ASCII);
    }

    private void receive(long until) throws IOException {
        long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("it says nothing");
        }
        selector.selectedKeys().clear();
        makeRoom();
        if (channel.read(received) < 0) {
            throw new EOFException("it has closed the connection");
        }
        received.flip();
    }

    private void makeRoom() throws IOException {
        if (received.remaining() == received.capacity()) {
            if (received.capacity() >= LONGEST_LINE) {
                throw new IOException("its line does not end");
            }
            received = ByteBuffer.allocate(received.capacity() * 2).put(received);
        } else {
            received.compact();
        }
    }

    private static UserPrincipal root() throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("root");
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException _) {
            // nothing of ours is lost with it
        }
    }
}
