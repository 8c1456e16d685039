package io.plimsoll.center.server.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A body with an end in bytes and in time. That a caller may not be silent for long is Tomcat's to hold; one that
/// sends a
/// byte now and then would hold its connection for days.
final class BoundedBody extends ServletInputStream {
    static final int LARGEST = 1024 * 1024;
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final ServletInputStream in;
    private final LongSupplier nanoClock;
    private final long start;
    private long left = LARGEST;

    /// @param nanoClock as [System#nanoTime]
    BoundedBody(ServletInputStream in, LongSupplier nanoClock) {
        this.in = in;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw new ProblemException(413, "body-too-large", "the body has more than " + LARGEST + " bytes");
        }
        if (nanoClock.getAsLong() - start > LONGEST.toNanos()) {
            throw new ProblemException(
                    408, "body-too-slow", "the body takes more than " + LONGEST.toSeconds() + " seconds to come");
        }
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
