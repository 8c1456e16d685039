package io.plimsoll.center.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.Anchor;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.ChainProblem;
import io.plimsoll.audittrail.ChainVerifier;
import io.plimsoll.audittrail.CheckpointLine;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.Verification;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Tampers with the database behind the back of the Center, as someone with all rights on it can, and looks whether the
/// export together with checkpoints kept outside tells where.
class AuditApiIT {
    private static TestCenter center;

    /// The numbers of ten events that each test may tamper with.
    private long first;

    private List<Anchor> kept;

    @BeforeAll
    static void start() {
        center = TestCenter.start();
    }

    @AfterAll
    static void stop() {
        center.close();
    }

    @BeforeEach
    void writeTenEventsAndKeepACheckpoint() {
        center.part(io.plimsoll.center.server.database.Database.class).write(transaction -> {
            List<AuditEventBuilder> events = IntStream.rangeClosed(1, 10)
                    .mapToObj(i -> AuditEvent.of(EventType.LABEL_CHANGED, Instant.parse("2026-11-23T12:00:00.123Z"))
                            .by("user-" + i)
                            .from("10.0.0." + i)
                            .on("host", "h" + i, "tab\there \\ \"quoted\" ü\nsecond line")
                            .detail("after", "\\N"))
                    .toList();
            first = center.part(AuditTrail.class)
                    .append(transaction, events)
                    .getFirst()
                    .sequence();
            return first;
        });
        center.part(Checkpoints.class).sign();
        kept = checkpoints();
    }

    @Test
    void verifiesWhatNobodyTouched() {
        Verification.Intact intact = (Verification.Intact) verify();
        assertThat(intact.anchoredUpTo()).isGreaterThanOrEqualTo(first + 9);
    }

    @Test
    void namesARowThatWasChangedInTheDatabase() {
        whileTampered(
                "update audit_event set actor = 'someone else' where sequence = " + (first + 4),
                "update audit_event set actor = 'user-5' where sequence = " + (first + 4),
                new ChainProblem.Changed(first + 4, "its hash does not continue that of row " + (first + 3)));
    }

    @Test
    void namesARowWhoseTypeIsInNoCatalogue() {
        whileTampered(
                "update audit_event set type = 'nothing' where sequence = " + (first + 4),
                "update audit_event set type = 'label.changed' where sequence = " + (first + 4),
                new ChainProblem.Changed(first + 4, "type 'nothing' is not in the event catalogue"));
    }

    @Test
    void namesARowThatWasRemoved() {
        whileTampered(
                "create table taken as select * from audit_event where sequence = " + (first + 4)
                        + "; delete from audit_event where sequence = " + (first + 4),
                "insert into audit_event select * from taken; drop table taken",
                new ChainProblem.Removed(first + 4, first + 4));
    }

    @Test
    void namesRowsThatWereSwapped() {
        String swap = "update audit_event set sequence = -1 where sequence = " + (first + 2)
                + "; update audit_event set sequence = " + (first + 2) + " where sequence = " + (first + 6)
                + "; update audit_event set sequence = " + (first + 6) + " where sequence = -1";
        whileTampered(swap, swap, new ChainProblem.Swapped(first + 2, first + 6));
    }

    @Test
    void namesWhereTheTailWasCutOff() {
        long last = first + 6;
        whileTampered(
                "create table taken as select * from audit_event where sequence > " + last
                        + "; delete from audit_event where sequence > " + last,
                "insert into audit_event select * from taken; drop table taken",
                new ChainProblem.CutOff(
                        last,
                        kept.getFirst()
                                .checkpoint()
                                .open(key())
                                .orElseThrow()
                                .head()
                                .sequence(),
                        "outside"));
    }

    @Test
    void listsNewestFirstAndFilters() {
        JsonNode page = get("/api/v1/audit-events?type=label&limit=3&query=user-9%20quoted");
        assertThat(page.at("/items/0/actor").asString()).isEqualTo("user-9");
        assertThat(page.at("/items/0/object/name").asString()).isEqualTo("tab\there \\ \"quoted\" ü\nsecond line");
        assertThat(get("/api/v1/audit-events?type=label.changed&outcome=failure")
                        .path("items"))
                .isEmpty();
        assertThat(get("/api/v1/audit-events?query=100%25").path("items")).isEmpty();
        assertThat(get("/api/v1/audit-events?to=2020-01-01T00:00:00Z").path("items"))
                .isEmpty();
        assertThat(center.get("/api/v1/audit-events?from=yesterday", center.administrator())
                        .code())
                .isEqualTo("request-invalid");
    }

    @Test
    void goesThroughTheWholeListByCursors() {
        List<Long> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get("/api/v1/audit-events?type=label&limit=7" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(item -> seen.add(item.path("sequence").asLong()));
            assertThat(page.at("/total/value").asLong()).isGreaterThanOrEqualTo(10);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(seen)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder())
                .doesNotHaveDuplicates()
                .contains(first);
    }

    @Test
    void countsWhoKeepsACheckpoint() {
        long sequence = get("/api/v1/audit-checkpoints").at("/items/0/sequence").asLong();
        center.part(Checkpoints.class).keptBy("enforcer-1", sequence);
        center.part(Checkpoints.class).keptBy("enforcer-1", sequence);
        center.part(Checkpoints.class).keptBy("enforcer-2", sequence);
        assertThat(get("/api/v1/audit-checkpoints").at("/items/0/keptBy").asInt())
                .isEqualTo(2);
    }

    private void whileTampered(String harm, String repair, ChainProblem expected) {
        try (Connection owner = center.database().asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(harm);
            try {
                Verification verification = verify();
                assertThat(verification).isInstanceOf(Verification.Broken.class);
                assertThat(((Verification.Broken) verification).problems()).containsExactly(expected);
            } finally {
                statement.execute("delete from audit_event where sequence > (select sequence from audit_head)");
                statement.execute(repair);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Reads the trail as `plimsoll audit verify` does. The export itself is an event; it is left aside, because a test
    /// that cut the tail off could not mend the trail after it.
    private Verification verify() {
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, kept, key());
        center.part(io.plimsoll.center.server.database.Database.class).read(transaction -> {
            StringWriter lines = new StringWriter();
            new AuditExport(AuditFilter.of(Map.of()), 0, AuditExport.Format.NDJSON).write(transaction, lines);
            lines.toString()
                    .lines()
                    .forEach(line -> verifier.accept(ChainLine.read(line).row()));
            return true;
        });
        return verifier.conclude();
    }

    @Test
    void exportsTheWholeTrailAsLinesThatVerify() {
        String lines = center.get("/api/v1/audit-events/export", center.administrator())
                .response()
                .body();
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, kept, key());
        lines.lines().forEach(line -> verifier.accept(ChainLine.read(line).row()));
        assertThat(verifier.conclude()).isInstanceOf(Verification.Intact.class);
        assertThat(lines.lines().toList().getLast()).contains("audit.exported");
        String later = center.get("/api/v1/audit-events/export?after=" + first, center.administrator())
                .response()
                .body();
        assertThat(ChainLine.read(later.lines().findFirst().orElseThrow()).sequence())
                .isEqualTo(first + 1);
    }

    private static java.security.PublicKey key() {
        return center.part(InstallationKeys.class).signing().publicKey();
    }

    private static List<Anchor> checkpoints() {
        List<Anchor> anchors = new ArrayList<>();
        get("/api/v1/audit-checkpoints")
                .path("items")
                .forEach(item -> anchors.add(new Anchor("outside", CheckpointLine.read(item.toString()))));
        return anchors;
    }

    private static JsonNode get(String path) {
        return center.get(path, center.administrator()).json();
    }
}
