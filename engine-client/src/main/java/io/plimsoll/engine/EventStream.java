package io.plimsoll.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/// The engine's events as they happen. [#next] belongs to one thread; [#close] by any thread ends its wait.
///
/// To go on after a break, open a new stream from the instant of the last event seen: events of that very instant come
/// again, and an engine remembers only the last 256 events, so the lists are to be read again as well.
public final class EventStream implements AutoCloseable {
    private static final int LONGEST_EVENT = 1024 * 1024;

    private final Exchange exchange;
    private final InputStream events;

    EventStream(Exchange exchange) {
        this.exchange = exchange;
        this.events = new BufferedInputStream(exchange.body());
    }

    /// The next event, waiting for it; empty once the stream is over, because the engine stops or it was closed here.
    ///
    /// @throws EngineProtocolException if the engine breaks off inside an event or sends something else
    public Optional<EngineEvent> next() {
        try {
            byte[] line = readLine();
            return line.length == 0 ? Optional.empty() : Optional.of(Documents.event(line));
        } catch (ClosedChannelException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineProtocolException(exchange.request(), String.valueOf(e.getMessage()), e);
        }
    }

    /// One line of JSON; empty at the end. A killed engine sends no last chunk: that is an end too, unless an event
    /// is cut in two.
    private byte[] readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = readByte(line.size() > 0);
            if (next < 0) {
                return line.toByteArray();
            }
            if (next == '\n' && line.size() > 0) {
                return line.toByteArray();
            }
            if (next != '\n') {
                line.write(next);
            }
            if (line.size() > LONGEST_EVENT) {
                throw new BrokenAnswerException("an event is longer than " + LONGEST_EVENT + " bytes");
            }
        }
    }

    private int readByte(boolean insideEvent) throws IOException {
        try {
            int next = events.read();
            if (next < 0 && insideEvent) {
                throw new BrokenAnswerException("it broke off inside an event");
            }
            return next;
        } catch (BrokenAnswerException e) {
            if (insideEvent) {
                throw e;
            }
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            exchange.close();
        } catch (IOException e) {
            throw new EngineProtocolException(exchange.request(), "closing the stream failed: " + e.getMessage(), e);
        }
    }
}
