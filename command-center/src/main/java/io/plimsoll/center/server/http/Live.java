package io.plimsoll.center.server.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells listeners which lists changed. A slow listener misses nothing and holds nobody up: names that wait for it are
/// kept once each.
public final class Live {
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// One who wants to know.
    final class Listener implements AutoCloseable {
        private static final String WAKE = "";

        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final Set<String> waiting = ConcurrentHashMap.newKeySet();
        private final boolean deaf;

        private Listener(boolean deaf) {
            this.deaf = deaf;
        }

        /// Waits for the next change.
        ///
        /// @return the name of a list, or empty when nothing changed in that time
        Optional<String> next(Duration patience) throws InterruptedException {
            String next = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null || next.equals(WAKE)) {
                return Optional.empty();
            }
            waiting.remove(next);
            return Optional.of(next);
        }

        private void tell(String list) {
            if (!deaf && waiting.add(list)) {
                queue.add(list);
            }
        }

        private void wake() {
            queue.add(WAKE);
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    /// @param list name as in the path, such as `audit-events`
    public void changed(String list) {
        listeners.forEach(listener -> listener.tell(list));
    }

    /// @param deaf whether this one hears nothing, and only waits for the end
    Listener listen(boolean deaf) {
        Listener listener = new Listener(deaf);
        listeners.add(listener);
        return listener;
    }

    int listeners() {
        return listeners.size();
    }

    boolean isClosed() {
        return closed;
    }

    /// Ends all streams.
    public void close() {
        closed = true;
        listeners.forEach(Listener::wake);
    }
}
