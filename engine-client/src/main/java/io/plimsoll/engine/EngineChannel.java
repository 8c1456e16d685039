package io.plimsoll.engine;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/// One connection to the engine's socket whose every wait is bounded. UNIX channels have no read timeout of their own,
/// so this one is non-blocking with a selector. Interrupting the waiting thread, or [#close] by another thread, ends a
/// wait at once.
///
/// Reading and writing belong to one thread; closing is open to all.
final class EngineChannel implements Closeable {
    private final SocketChannel channel;
    private final Selector selector;
    private final Patience patience;
    private final long openedAt = System.nanoTime();

    private EngineChannel(SocketChannel channel, Selector selector, Patience patience) {
        this.channel = channel;
        this.selector = selector;
        this.patience = patience;
    }

    static EngineChannel open(Path socket, Patience patience) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            EngineChannel opened = new EngineChannel(channel, Selector.open(), patience);
            channel.connect(UnixDomainSocketAddress.of(socket));
            while (!channel.finishConnect()) {
                opened.await(SelectionKey.OP_CONNECT);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /// Reads at least one byte; -1 when the engine closed its side.
    int read(ByteBuffer into) throws IOException {
        while (true) {
            int count = channel.read(into);
            if (count != 0) {
                return count;
            }
            await(SelectionKey.OP_READ);
        }
    }

    private void await(int operation) throws IOException {
        long millis = waitMillis();
        try {
            channel.register(selector, operation);
            boolean ready = selector.select(millis) > 0;
            selector.selectedKeys().clear();
            if (Thread.currentThread().isInterrupted()) {
                close();
                throw new ClosedByInterruptException();
            }
            if (!ready && millis > 0) {
                throw new SocketTimeoutException(
                        "nothing came for " + Duration.ofMillis(millis).toSeconds() + " s");
            }
        } catch (ClosedSelectorException e) {
            AsynchronousCloseException closed = new AsynchronousCloseException();
            closed.initCause(e);
            throw closed;
        }
    }

    /// How long this wait may last; 0 is for ever.
    private long waitMillis() throws SocketTimeoutException {
        long silence = patience.silence().toMillis();
        if (patience.whole().isZero()) {
            return silence;
        }
        long left = patience.whole().toMillis() - (System.nanoTime() - openedAt) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException(
                    "not finished after " + patience.whole().toSeconds() + " s");
        }
        return Math.min(silence, left);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
