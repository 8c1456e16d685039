package io.plimsoll.enforcer.shim;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The Enforcer's end of the shim's socket, saying what the test tells it to say.
final class FakeEnforcer implements AutoCloseable {

    /// One conversation, from the first frame on. Returning closes the connection.
    interface Behaviour {
        void converse(Conversation with) throws IOException;
    }

    /// What the shim sends is received and kept for the test; what the test wants said is sent.
    static final class Conversation {
        private final DataInputStream in;
        private final OutputStream out;
        private final List<Frame> received;

        private Conversation(SocketChannel channel, List<Frame> received) {
            this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
            this.out = Channels.newOutputStream(channel);
            this.received = received;
        }

        Frame receive() throws IOException {
            Frame frame = Frame.read(in);
            received.add(frame);
            return frame;
        }

        void send(char type, String payload) throws IOException {
            Frame.of(type, payload).writeTo(out);
        }

        void sendRaw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /// The question about a start: `C` and the configuration.
        void receiveQuestion() throws IOException {
            receive();
            receive();
        }

        void allow(boolean attach, String replacement) throws IOException {
            send('A', "attach=" + (attach ? 1 : 0) + "\n");
            send('B', replacement);
        }

        /// Says nothing until the shim goes away.
        void stall() throws IOException {
            while (in.read() >= 0) {}
        }
    }

    private final ServerSocketChannel server;
    private final List<Frame> received = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Thread thread;

    FakeEnforcer(Path socket, Behaviour behaviour) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        thread = Thread.ofVirtual().start(() -> serve(behaviour));
    }

    private void serve(Behaviour behaviour) {
        while (true) {
            try (SocketChannel channel = server.accept()) {
                behaviour.converse(new Conversation(channel, received));
            } catch (EOFException e) {
                // The shim went away, as it may at any time.
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                if (!"Broken pipe".equals(e.getMessage()) && !"Connection reset by peer".equals(e.getMessage())) {
                    failures.add(e);
                }
            }
        }
    }

    /// All frames so far, in order.
    List<Frame> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.interrupt();
        if (!failures.isEmpty()) {
            throw new AssertionError("the fake Enforcer failed", failures.getFirst());
        }
    }
}
