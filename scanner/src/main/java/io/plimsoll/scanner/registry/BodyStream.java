package io.plimsoll.scanner.registry;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer as it arrives, for one reader. The JDK's own stream would wait for the next byte forever; this
/// one gives up on a stalled sender and at the deadline.
final class BodyStream extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
    /// How many parts may wait to be read; the JDK makes them 16 KiB at most.
    private static final int WINDOW = 16;

    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Broken(Throwable cause) implements Arrival {}
    }

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private final String from;
    private final Deadline deadline;
    private final Duration stall;
    private volatile Flow.@Nullable Subscription subscription;
    private boolean ended;

    /// @param from the host, for messages
    BodyStream(String from, Deadline deadline, Duration stall) {
        this.from = from;
        this.deadline = deadline;
        this.stall = stall;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(WINDOW);
    }

    @Override
    public void onNext(List<ByteBuffer> arrived) {
        arrivals.add(new Arrival.Bytes(arrived));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Arrival.Broken(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End());
    }

    @Override
    public int read() throws RegistryException, InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws RegistryException, InterruptedIOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int read = Math.min(length, next.remaining());
        next.get(into, offset, read);
        return read;
    }

    /// Lets the connection go; what is still to come is not wanted.
    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    /// A buffer with bytes; null at the end.
    private @Nullable ByteBuffer next() throws RegistryException, InterruptedIOException {
        while (!ended) {
            ByteBuffer first = buffers.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                buffers.remove();
            } else {
                take();
            }
        }
        return null;
    }

    private void take() throws RegistryException, InterruptedIOException {
        switch (awaited()) {
            case Arrival.Bytes(List<ByteBuffer> arrived) -> {
                buffers.addAll(arrived);
                Flow.Subscription open = subscription;
                if (open != null) {
                    open.request(1);
                }
            }
            case Arrival.End end -> ended = true;
            case Arrival.Broken(Throwable cause) ->
                throw RegistryException.passing("the connection to " + from + " broke off within an answer", cause);
            case null -> {
                // The next call throws what the deadline says, if it was the deadline.
                deadline.atMost(stall);
                throw RegistryException.passing("nothing came from " + from + " for " + stall.toSeconds() + " s");
            }
        }
    }

    private @Nullable Arrival awaited() throws RegistryException, InterruptedIOException {
        try {
            return arrivals.poll(deadline.atMost(stall).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading from " + from);
        }
    }
}
