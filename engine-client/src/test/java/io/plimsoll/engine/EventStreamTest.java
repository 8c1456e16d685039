package io.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String START = "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"c1\","
            + "\"Attributes\":{\"image\":\"shop/web\",\"exitCode\":\"0\"}},\"timeNano\":1700000000123456789}\n";

    @Test
    void isOverWhenTheEngineStopsWithoutAnEvent() throws IOException {
        try (var engine = ScriptedEngine.saying(CHUNKED + "0\r\n\r\n");
                EventStream events = Engine.at(engine.socket()).events(Optional.empty())) {
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void readsEventsHoweverTheyAreCutIntoChunks() throws IOException {
        String first = START.substring(0, 20);
        String rest = START.substring(20) + START;
        String body = "14\r\n" + first + "\r\n" + Integer.toHexString(rest.length()) + "\r\n" + rest + "\r\n";
        try (var engine = ScriptedEngine.saying(CHUNKED + body);
                EventStream events = Engine.at(engine.socket()).events(Optional.empty())) {
            EngineEvent start = new EngineEvent(
                    "container",
                    "start",
                    "c1",
                    Map.of("image", "shop/web", "exitCode", "0"),
                    Instant.ofEpochSecond(1700000000, 123456789));
            assertThat(events.next()).contains(start);
            assertThat(events.next()).contains(start);
            assertThat(events.next()).as("a killed engine sends no last chunk").isEmpty();
        }
    }

    @Test
    void goesOnFromAnInstantToTheNanosecond() throws IOException {
        try (var engine = ScriptedEngine.saying(CHUNKED + "0\r\n\r\n")) {
            Instant since = Instant.ofEpochSecond(1700000000, 42);
            Engine.at(engine.socket()).events(Optional.of(since)).close();
            assertThat(engine.requests()).contains("GET /v1.41/events?since=1700000000.000000042 HTTP/1.1");
        }
    }

    @Test
    void saysWhenAnEventIsCutInTwo() throws IOException {
        try (var engine = ScriptedEngine.saying(CHUNKED + "14\r\n" + START.substring(0, 20) + "\r\n");
                EventStream events = Engine.at(engine.socket()).events(Optional.empty())) {
            assertThatThrownBy(events::next).isInstanceOf(EngineProtocolException.class);
        }
    }

    @Test
    void refusesAnEventWithoutEnd() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (var engine = ScriptedEngine.answering(client -> {
                    ScriptedEngine.write(client, CHUNKED);
                    while (true) {
                        ScriptedEngine.write(client, chunk);
                    }
                });
                EventStream events = Engine.at(engine.socket()).events(Optional.empty())) {
            assertThatThrownBy(events::next).hasMessageContaining("longer than 1048576");
        }
    }

    @Test
    void isOverAtOnceWhenAnotherThreadClosesIt() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        try (var engine = ScriptedEngine.answering(client -> {
            ScriptedEngine.write(client, CHUNKED + Integer.toHexString(START.length()) + "\r\n" + START + "\r\n");
            new CountDownLatch(1).await();
        })) {
            EventStream events = Engine.at(engine.socket()).events(Optional.empty());
            Thread closer = Thread.ofPlatform().start(() -> {
                try {
                    waiting.await();
                    events.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(events.next()).isPresent();
            waiting.countDown();
            assertThat(events.next()).isEmpty();
            closer.join();
        }
    }
}
