package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

    @Test
    void anEmptyBodyEndsAtOnce() throws IOException {
        assertThat(body(0).read()).isEqualTo(-1);
        assertThat(body(0).read(new byte[9], 0, 9)).isEqualTo(-1);
    }

    @Test
    void takesTheLargestAndNotAByteMore() throws IOException {
        assertThat(body(BoundedBody.LARGEST).readAllBytes()).hasSize(BoundedBody.LARGEST);
        assertProblem(body(BoundedBody.LARGEST + 1), "body-too-large");
    }

    @Test
    void endsWhatComesByteByByte() throws IOException {
        BoundedBody body = body(1000);
        for (int second = 0; second < BoundedBody.LONGEST.toSeconds(); second++) {
            clock.addAndGet(1_000_000_000);
            assertThat(body.read()).isZero();
        }
        clock.incrementAndGet();
        assertProblem(body, "body-too-slow");
    }

    private BoundedBody body(int length) {
        return new BoundedBody(new Arrived(new ByteArrayInputStream(new byte[length])), clock::get);
    }

    private static void assertProblem(BoundedBody body, String code) {
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    private static final class Arrived extends ServletInputStream {
        private final ByteArrayInputStream in;

        Arrived(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return in.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
