package io.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever sits behind the socket, a call ends, says why, and takes no more memory than its limit.
@Timeout(30)
class HostileEngineTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Patience SHORT = new Patience(Duration.ofMillis(100), Duration.ofMillis(400));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\n\n{}",
                "HTTP/1.1 200 OK\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{\"a\"",
                CHUNKED + "zz\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "1\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "5\r\n{}\r\n0\r\n\r\n",
                CHUNKED + "2\r\n{}\r\n",
                CHUNKED + "2\r\n{}",
                CHUNKED + "2\r\n{}\r\n0\r\n",
            })
    void refusesWhatIsNoWholeAnswer(String answer) throws IOException {
        try (var engine = ScriptedEngine.saying(answer)) {
            assertThatThrownBy(() -> Engine.at(engine.socket()).info())
                    .isInstanceOf(EngineProtocolException.class)
                    .hasMessageContaining("is not one of a Docker Engine");
        }
    }

    @Test
    void stopsReadingEndlessHeaders() throws IOException {
        try (var engine = ScriptedEngine.answering(client -> {
            ScriptedEngine.write(client, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; ; i++) {
                ScriptedEngine.write(client, "X-" + i + ": y\r\n");
            }
        })) {
            assertThatThrownBy(() -> Engine.at(engine.socket()).info()).hasMessageContaining("more than 64 headers");
        }
    }

    @Test
    void anImageOfAnImpossibleDateHidesNoOther() throws IOException {
        String image = "{\"Id\":\"sha256:" + "a".repeat(64) + "\",\"Created\":";
        try (var engine = ScriptedEngine.saying(ScriptedEngine.json(
                200, "[" + image + "-62135596800}," + image + Long.MAX_VALUE + "}," + image + Long.MIN_VALUE + "}]"))) {
            assertThat(Engine.at(engine.socket()).images(true))
                    .extracting(summary -> summary.created().toString())
                    .containsExactly("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z");
        }
    }

    @Test
    void stopsReadingAnEndlessHeaderLine() throws IOException {
        try (var engine = ScriptedEngine.answering(client -> {
            ScriptedEngine.write(client, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                ScriptedEngine.write(client, "yyyyyyyyyyyyyyyyyyyyyyyy");
            }
        })) {
            assertThatThrownBy(() -> Engine.at(engine.socket()).info()).hasMessageContaining("longer than 8192 bytes");
        }
    }

    @Test
    void stopsReadingABodyThatNeverEnds() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        try (var engine = ScriptedEngine.answering(client -> {
            ScriptedEngine.write(client, CHUNKED);
            while (true) {
                ScriptedEngine.write(client, chunk);
            }
        })) {
            assertThatThrownBy(() -> Engine.at(engine.socket()).info()).hasMessageContaining("longer than 67108864");
        }
    }

    @Test
    void givesUpOnSilence() throws IOException {
        try (var engine = ScriptedEngine.answering(client -> new CountDownLatch(1).await())) {
            assertThatThrownBy(() -> new Engine(engine.socket(), SHORT).info())
                    .isInstanceOf(EngineUnreachableException.class)
                    .hasMessageContaining("nothing came for");
        }
    }

    @Test
    void givesUpOnAnAnswerThatDripsForEver() throws IOException {
        try (var engine = ScriptedEngine.answering(client -> {
            ScriptedEngine.write(client, CHUNKED);
            while (true) {
                ScriptedEngine.write(client, "1\r\n \r\n");
                Thread.sleep(20);
            }
        })) {
            assertThatThrownBy(() -> new Engine(engine.socket(), SHORT).info())
                    .isInstanceOf(EngineUnreachableException.class);
        }
    }

    @Test
    void endsAtOnceWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        try (var engine = ScriptedEngine.answering(client -> {
            asked.countDown();
            new CountDownLatch(1).await();
        })) {
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    Engine.at(engine.socket()).info();
                } catch (EngineException e) {
                    outcome.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost", e));
                }
            });
            asked.await();
            caller.interrupt();
            caller.join();
            assertThat(outcome.get()).isInstanceOf(EngineUnreachableException.class);
        }
    }

    @Test
    void neverEndsAnImageEarly() throws IOException {
        try (var engine = ScriptedEngine.saying(CHUNKED + "3\r\nabc\r\n");
                InputStream image = Engine.at(engine.socket()).exportImage("x")) {
            assertThatThrownBy(image::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broke off");
        }
    }

    @Test
    void refusesAnEngineOlderThanItCanSpeakWith() {
        assertThatThrownBy(() -> ApiVersion.parse("1.23").agreed()).hasMessageContaining("older than 1.24");
        assertThatThrownBy(() -> ApiVersion.parse("new")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ApiVersion.parse("1.99").agreed()).isEqualTo(ApiVersion.NEWEST);
        assertThat(ApiVersion.parse("1.9")).isLessThan(ApiVersion.parse("1.24"));
    }
}
