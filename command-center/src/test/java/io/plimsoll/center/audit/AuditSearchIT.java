package io.plimsoll.center.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.PartLine;
import io.plimsoll.audittrail.PartVerifier;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Searches a trail that holds more events than one search may look at.
class AuditSearchIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000Z");
    private static final int EVENTS = 3 * AuditSearch.MOST;
    private static final String IMAGE = "sha256:" + "a".repeat(64);

    private static TestCenter center;

    /// Ten seconds lie between events; every thousandth was refused, and the oldest of all says `needle`.
    @BeforeAll
    static void fill() {
        center = TestCenter.start();
        append(List.of(
                AuditEvent.of(EventType.USER_LOGIN_FAILED, NOON.minusSeconds(20))
                        .by("somebody")
                        .from("192.0.2.1")
                        .on("user", "c".repeat(64), "called like a container")
                        .failed("unknown"),
                start(-1).because("needle")));
        append(IntStream.range(0, EVENTS)
                .mapToObj(i -> i % 1_000 == 0 ? start(i).failed("no rule allows it") : start(i))
                .toList());
        append(List.of(AuditEvent.of(EventType.EXEC_DENIED, NOON)
                .by("=1+1")
                .from("@home")
                .on("container", "c".repeat(64), "-shop, \"the\" one\nsecond line")
                .image(IMAGE, "shop:1")
                .host("late-host")
                .decidedBy("runtime", "drift")
                .failed("not in the image")
                .detail("path", "/tmp/x")));
    }

    private static AuditEventBuilder start(int number) {
        return AuditEvent.of(EventType.CONTAINER_START, NOON.plusSeconds(10L * number))
                .by("uid " + number % 7)
                .from("docker.sock")
                .on("container", String.format("%064x", number % 50 + 1), "c" + number % 50)
                .image(IMAGE, "app:" + number % 3)
                .host("host-" + number % 5)
                .decidedBy("default", "any");
    }

    private static void append(List<AuditEventBuilder> events) {
        center.part(Database.class)
                .write(transaction -> center.part(AuditTrail.class).append(transaction, events));
    }

    @AfterAll
    static void stop() {
        center.close();
    }

    @Test
    void filtersByEveryField() {
        for (Map.Entry<String, String> filter : Map.of(
                        "type=exec",
                        "exec.denied",
                        "type=exec.denied",
                        "exec.denied",
                        "actor=%3D1%2B1",
                        "exec.denied",
                        "host=late-host",
                        "exec.denied",
                        "container=" + "c".repeat(64),
                        "exec.denied",
                        "image=shop:1",
                        "exec.denied",
                        "policy=runtime",
                        "exec.denied",
                        "query=tmp%20DRIFT",
                        "exec.denied",
                        "type=server&outcome=success",
                        "server.started")
                .entrySet()) {
            JsonNode page = events(filter.getKey());
            assertThat(page.path("items")).as(filter.getKey()).hasSize(1);
            assertThat(page.at("/items/0/type").asString()).isEqualTo(filter.getValue());
        }
        assertThat(events("image=" + IMAGE + "&limit=1").at("/items/0/type").asString())
                .isEqualTo("exec.denied");
        assertThat(events("container=default").path("items")).isEmpty();
        assertThat(events("container=" + String.format("%064x", 2))
                        .at("/total/value")
                        .asInt())
                .isEqualTo(count(i -> i % 50 == 1));
        assertThat(events("container=" + String.format("%064x", 1) + "&outcome=failure&query=rule")
                        .at("/total/value")
                        .asInt())
                .isEqualTo(count(i -> i % 1_000 == 0));
        assertThat(events("host=host-1&policy=runtime").path("items")).isEmpty();
        assertThat(events("actor=uid%203&host=host-2&outcome=failure&limit=500").path("items"))
                .hasSize(count(i -> i % 1_000 == 0 && i % 7 == 3 && i % 5 == 2));
    }

    @Test
    void findsEventsOfATimeThatCameInLate() {
        JsonNode page = events("from=2026-11-20T11:59:55Z&to=2026-11-20T12:00:20Z");
        assertThat(texts(page, "type"))
                .containsExactly("exec.denied", "container.start", "container.start", "container.start");
        assertThat(events("from=2026-11-20T12:00:00Z&to=2026-11-20T12:00:00Z&outcome=failure")
                        .path("items"))
                .hasSize(2);
        assertThat(events("from=1999-01-01T00:00:00Z&to=1999-02-01T00:00:00Z").path("items"))
                .isEmpty();
    }

    @Test
    void saysHowFarItSearchedAndGoesOnThere() {
        JsonNode page = events("query=needle");
        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("searchedBackTo").asString()).isNotEmpty();
        assertThat(page.at("/total/relation").asString()).isEqualTo("gte");
        int calls = 1;
        while (page.path("items").isEmpty() && page.has("next")) {
            page = events("query=needle&cursor=" + page.path("next").asString());
            calls++;
        }
        assertThat(texts(page, "reason")).containsExactly("needle");
        assertThat(page.has("searchedBackTo")).isFalse();
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void aLaterPageTellsTheTotalThatTheFirstCounted() {
        JsonNode first = events("outcome=failure&policy=default&limit=5");
        assertThat(first.at("/total/value").asInt()).isEqualTo(count(i -> i % 1_000 == 0));
        JsonNode second = events("outcome=failure&policy=default&limit=5&cursor="
                + first.path("next").asString());
        assertThat(second.path("total")).isEqualTo(first.path("total"));
        assertThat(second.path("items")).hasSize(5);
        long place = second.at("/items/0/sequence").asLong() + 1;
        assertThat(events("outcome=failure&policy=default&cursor="
                                + Cursor.of(place).encoded())
                        .path("total"))
                .as("a cursor of before")
                .isEqualTo(first.path("total"));
        assertThat(center.get(
                                "/api/v1/audit-events?cursor="
                                        + Cursor.of(place, "many", "eq").encoded(),
                                center.administrator())
                        .code())
                .isEqualTo("cursor-invalid");
    }

    @Test
    void refusesTimesThatAreNone() {
        for (String wrong : List.of("from=yesterday", "to=%2B20000-01-01T00:00:00Z", "outcome=maybe", "actor=%00")) {
            assertThat(center.get("/api/v1/audit-events?" + wrong, center.administrator())
                            .code())
                    .as(wrong)
                    .isEqualTo("request-invalid");
        }
    }

    @Test
    void countsMillionsByHours() {
        // More events than a histogram looks at one by one.
        JsonNode histogram = histogram("type=container&from=" + NOON);
        assertThat(histogram.path("bucketSeconds").asLong()).isGreaterThanOrEqualTo(3_600);
        assertThat(histogram.has("countedBackTo")).isFalse();
        assertThat(histogram.path("buckets").size()).isLessThanOrEqualTo(60);
        requireCountsOf(histogram, i -> true);
    }

    @Test
    void countsOneByOneWhatHoursDoNotKnow() {
        JsonNode histogram = histogram("host=host-0&actor=uid%203&from=" + NOON + "&to=" + NOON.plusSeconds(50 * 60));
        assertThat(histogram.path("bucketSeconds").asLong()).isEqualTo(60);
        requireCountsOf(histogram, i -> i % 5 == 0 && i % 7 == 3);
        assertThat(histogram("actor=nobody").path("buckets")).isNotEmpty();
    }

    /// Compares every bucket with a plain count over what was written.
    private static void requireCountsOf(JsonNode histogram, java.util.function.IntPredicate matching) {
        long seconds = histogram.path("bucketSeconds").asLong();
        for (JsonNode bucket : histogram.path("buckets")) {
            Instant from = Instant.parse(bucket.path("from").asString());
            Instant to = from.plusSeconds(seconds);
            java.util.function.IntPredicate within = i -> matching.test(i)
                    && !NOON.plusSeconds(10L * i).isBefore(from)
                    && NOON.plusSeconds(10L * i).isBefore(to);
            int refused = count(i -> i % 1_000 == 0 && within.test(i));
            assertThat(bucket.path("failure").asInt())
                    .as("refused at %s of %s", from, histogram)
                    .isEqualTo(refused);
            assertThat(bucket.path("success").asInt()).as("allowed at %s", from).isEqualTo(count(within) - refused);
        }
    }

    @Test
    void saysWhenThereWereTooManyToCount() {
        JsonNode histogram = histogram("policy=default");
        assertThat(histogram.path("countedBackTo").asString()).isNotEmpty();
        long counted = StreamSupport.stream(histogram.path("buckets").spliterator(), false)
                .mapToLong(bucket ->
                        bucket.path("success").asLong() + bucket.path("failure").asLong())
                .sum();
        assertThat(counted).isEqualTo(AuditHistogram.MOST_EVENTS);
    }

    @Test
    void exportsExactlyWhatTheFilterSaysWithItsProof() {
        String lines = export("outcome=failure&type=container");
        PartVerifier verifier = new PartVerifier(
                List.of(), center.part(InstallationKeys.class).signing().publicKey());
        lines.lines().forEach(line -> verifier.accept(PartLine.read(line)));
        assertThat(verifier.conclude().problems()).isEmpty();
        assertThat(verifier.conclude().events()).isEqualTo(count(i -> i % 1_000 == 0));
        PartVerifier again = new PartVerifier(
                List.of(), center.part(InstallationKeys.class).signing().publicKey());
        lines.replace("uid 6", "uid 5").lines().forEach(line -> again.accept(PartLine.read(line)));
        assertThat(again.conclude().problems()).hasSize(count(i -> i % 1_000 == 0 && i % 7 == 6));
    }

    @Test
    void writesCsvThatNoSpreadsheetExecutes() {
        String csv = export("format=csv&type=exec.denied");
        assertThat(csv.lines().findFirst().orElseThrow())
                .startsWith("\"sequence\",\"time\"")
                .endsWith("\"hash\"");
        assertThat(csv)
                .contains("\"'=1+1\",\"'@home\"")
                .contains("\"'-shop, \"\"the\"\" one\nsecond line\"")
                .contains("\"{\"\"path\"\": \"\"/tmp/x\"\"}\"".replace(": ", ":"))
                .endsWith("\"\r\n");
    }

    @Test
    void groupsRefusalsOfOneDayThatAreAlike() {
        JsonNode page = json("/api/v1/audit-incidents?type=container&limit=500");
        Map<String, Long> expected = new TreeMap<>();
        IntStream.range(0, EVENTS)
                .filter(i -> i % 1_000 == 0)
                .forEach(i -> expected.merge(
                        NOON.plusSeconds(10L * i).toString().substring(0, 10) + " uid " + i % 7 + " app:" + i % 3,
                        1L,
                        Long::sum));
        Map<String, Long> found = new TreeMap<>();
        page.path("items")
                .forEach(item -> found.put(
                        item.path("firstTime").asString().substring(0, 10) + " "
                                + item.path("actor").asString() + " "
                                + item.path("imageName").asString(),
                        item.path("events").asLong()));
        assertThat(found).isEqualTo(expected);
        assertThat(page.at("/total/value").asInt()).isEqualTo(expected.size());
        assertThat(page.at("/items/0/reason").asString()).isEqualTo("no rule allows it");
    }

    @Test
    void countsRepeatsAsTheyComeIn() {
        AuditEventBuilder late = AuditEvent.of(EventType.ENFORCER_GAP, NOON.minusSeconds(60))
                .by("system:center")
                .on("enforcer", "e1", "host-1")
                .host("host-1");
        AuditEventBuilder early = AuditEvent.of(EventType.ENFORCER_GAP, NOON.minusSeconds(600))
                .by("system:center")
                .on("enforcer", "e1", "host-1")
                .host("host-1");
        append(List.of(late, late));
        append(List.of(early));
        append(List.of(AuditEvent.of(EventType.ENFORCER_GAP, NOON.minusSeconds(60))
                .by("system:center")
                .on("enforcer", "e2", "host-1")
                .host("host-1")));
        JsonNode page = json("/api/v1/audit-incidents?type=enforcer.gap&limit=1");
        assertThat(page.at("/items/0/object/id").asString()).isEqualTo("e2");
        JsonNode next = json("/api/v1/audit-incidents?type=enforcer.gap&limit=1&cursor="
                + page.path("next").asString());
        assertThat(next.at("/items/0/events").asInt()).isEqualTo(3);
        assertThat(next.at("/items/0/firstTime").asString())
                .isEqualTo(NOON.minusSeconds(600).toString());
        assertThat(next.at("/items/0/lastTime").asString())
                .isEqualTo(NOON.minusSeconds(60).toString());
        assertThat(next.has("next")).isFalse();
        assertThat(json("/api/v1/audit-incidents?query=HOST-1%20gap&to=" + NOON.minusSeconds(300))
                        .path("items"))
                .hasSize(1);
        assertThat(json("/api/v1/audit-incidents?type=enforcer&from=" + NOON).path("items"))
                .isEmpty();
    }

    private static int count(java.util.function.IntPredicate matching) {
        return (int) IntStream.range(0, EVENTS).filter(matching).count();
    }

    private static List<String> texts(JsonNode page, String field) {
        List<String> texts = new ArrayList<>();
        page.path("items").forEach(item -> texts.add(item.path(field).asString()));
        return texts;
    }

    private static JsonNode events(String query) {
        return json("/api/v1/audit-events?" + query);
    }

    private static JsonNode histogram(String query) {
        return json("/api/v1/audit-events/histogram?" + query);
    }

    private static JsonNode json(String path) {
        var answer = center.get(path, center.administrator());
        assertThat(answer.status()).as(path + ": " + answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static String export(String query) {
        return center.get("/api/v1/audit-events/export?" + query, center.administrator())
                .response()
                .body();
    }
}
