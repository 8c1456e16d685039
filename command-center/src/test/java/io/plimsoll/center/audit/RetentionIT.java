package io.plimsoll.center.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.audittrail.Anchor;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.ChainVerifier;
import io.plimsoll.audittrail.CheckpointLine;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.PartLine;
import io.plimsoll.audittrail.PartVerifier;
import io.plimsoll.audittrail.StartLine;
import io.plimsoll.audittrail.Verification;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestDatabase;
import io.plimsoll.center.server.TrailMonths;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.model.Digest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// A trail of fifteen months on a real database: forty events in each month, of which three stay.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionIT {
    private static final int A_MONTH = 40;
    private static final int A_FILE = 25;
    private static final int MONTHS = 15;
    private static final int ARCHIVED_MONTHS = MONTHS - 3;

    private static OffsetDateTime thisMonth;
    private static TestCenter center;
    private static Path folder;
    private static Retention retention;

    @BeforeAll
    static void writeFifteenMonths() {
        thisMonth = OffsetDateTime.now(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
        TestDatabase own = TestDatabase.start();
        try (Database database = Database.open(own.socketFolder())) {
            for (int age = MONTHS; age >= 1; age--) {
                Instant month = thisMonth.minusMonths(age).toInstant();
                List<AuditEventBuilder> events = IntStream.range(0, A_MONTH)
                        .mapToObj(i -> AuditEvent.of(EventType.LABEL_CHANGED, month.plus(i, ChronoUnit.HOURS))
                                .by("user-" + i)
                                .from("10.0.0.1")
                                .on("host", "h", "host"))
                        .toList();
                AuditTrail trail =
                        new AuditTrail(database, Clock.fixed(month.plusSeconds(200_000), ZoneOffset.UTC), new Live());
                database.write(transaction -> trail.append(transaction, events));
            }
        }
        center = TestCenter.startOn(own);
        center.part(Checkpoints.class).sign();
        folder = center.data().resolve("audit-archives");
        retention = new Retention(
                center.part(Database.class),
                center.part(AuditTrail.class),
                new ArchiveFolder(center.data()),
                TrailMonths.USUAL,
                A_FILE);
    }

    @AfterAll
    static void stop() {
        center.close();
    }

    @Test
    @Order(1)
    void losesNothingWhenItEndsBetweenTheFileAndTheCommit() throws Exception {
        try (Connection owner = center.database().asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("""
                create function fail() returns trigger language plpgsql as $$ begin raise 'power cut'; end $$;
                create trigger fail before insert on audit_event for each row when (new.type = 'audit.archived')
                  execute function fail()\
                """);
            assertThatThrownBy(() -> retention.run(Instant.now())).hasMessageContaining("power cut");
            assertThat(files()).hasSize(1);
            assertThat(archives().path("items")).isEmpty();
            assertThat(verify(List.of())).isInstanceOf(Verification.Intact.class);
            statement.execute("drop function fail cascade");
        }
        Files.writeString(folder.resolve("unfinished.ndjson.gz"), "half");
        Files.writeString(folder.resolve("audit-000000000001-000000000007.ndjson.gz"), "nobody knows it");
        Files.writeString(folder.resolve("notes.txt"), "of somebody else");
    }

    @Test
    @Order(2)
    void movesWholeMonthsIntoFilesOfTheirOwn() throws Exception {
        retention.run(Instant.now());
        JsonNode archives = archives();
        // Forty rows of a month take two files of at most twenty-five.
        assertThat(archives.path("items")).hasSize(2 * ARCHIVED_MONTHS);
        assertThat(files())
                .hasSize(2 * ARCHIVED_MONTHS + 1)
                .contains("notes.txt", "audit-000000000001-000000000025.ndjson.gz");
        assertThat(archives.at("/items/0/lastSequence").asLong()).isEqualTo(ARCHIVED_MONTHS * A_MONTH);
        assertThat(archives.at("/items/0/isHere").asBoolean()).isTrue();
        assertThat(Instant.parse(archives.path("onlineFrom").asString()))
                .isBefore(thisMonth.minusMonths(3).toInstant());
        try (Stream<String> lines = online().lines()) {
            assertThat(ChainLine.read(lines.skip(1).findFirst().orElseThrow()).sequence())
                    .isEqualTo(ARCHIVED_MONTHS * A_MONTH + 1);
        }
        retention.run(Instant.now());
        assertThat(archives().path("items")).hasSize(2 * ARCHIVED_MONTHS);
    }

    @Test
    @Order(3)
    void theChainVerifiesOverArchivesAndDatabase() throws Exception {
        Verification.Intact whole = (Verification.Intact) verify(files());
        assertThat(whole.unread()).isEmpty();
        assertThat(whole.events()).isGreaterThan(MONTHS * A_MONTH + 2 * ARCHIVED_MONTHS);
        Verification.Intact onlineOnly = (Verification.Intact) verify(List.of());
        assertThat(onlineOnly.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.first()).isEqualTo(1);
            assertThat(unread.newest().last()).isEqualTo(ARCHIVED_MONTHS * A_MONTH);
        });
    }

    @Test
    @Order(3)
    void aPartGoesOnFromTheLastArchivedRow() {
        PartVerifier verifier = new PartVerifier(List.of(), key());
        String lines = center.get("/api/v1/audit-events/export?actor=user-0", center.administrator())
                .response()
                .body();
        lines.lines().forEach(line -> verifier.accept(PartLine.read(line)));
        assertThat(verifier.conclude().problems()).isEmpty();
        assertThat(verifier.conclude().events()).isEqualTo(MONTHS - ARCHIVED_MONTHS);
    }

    @Test
    @Order(3)
    void countsByHoursOnlyWhatIsOnline() throws Exception {
        try (Connection service = center.database().asService();
                Statement statement = service.createStatement();
                var differences = statement.executeQuery("""
                    select count(*) from audit_hour h full join (select date_trunc('hour', time, 'UTC') as hour, type,
                      outcome, count(*) as events, min(sequence) as first, max(sequence) as last
                      from audit_event group by 1, 2, 3) e using (hour, type, outcome)
                    where h.events is distinct from e.events or h.last_sequence is distinct from e.last\
                    """)) {
            differences.next();
            assertThat(differences.getLong(1)).isZero();
        }
    }

    @Test
    @Order(3)
    void handsAnArchiveOutAndWritesThatDown() throws Exception {
        JsonNode newest = archives().at("/items/0");
        String name = newest.path("name").asString();
        HttpResponse<byte[]> answer = center.http()
                .send(
                        HttpRequest.newBuilder(URI.create(center.url() + "/api/v1/audit-archives/" + name))
                                .header("Authorization", "Bearer " + center.administrator())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Digest.of(answer.body()).toString())
                .isEqualTo(newest.path("digest").asString());
        assertThat(lines(new ByteArrayInputStream(answer.body())).getFirst()).startsWith("{\"startsAfter\"");
        assertThat(center.get("/api/v1/audit-events?type=audit.exported&limit=1", center.administrator())
                        .json()
                        .at("/items/0/object/id")
                        .asString())
                .isEqualTo(name);
        assertThat(center.get(
                                "/api/v1/audit-archives/audit-000000000001-000000000007.ndjson.gz",
                                center.administrator())
                        .code())
                .isEqualTo("audit-archive-unknown");
    }

    @Test
    @Order(3)
    void theServiceForgetsNothingElse() throws Exception {
        try (Connection service = center.database().asService();
                Statement statement = service.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select audit_forget(481, 500)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("are in no archive");
            assertThatThrownBy(() -> statement.execute("delete from audit_archive"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    @Order(4)
    void onlyOneCenterAtATimeWorksAtArchives() throws Exception {
        try (Connection other = center.database().asService();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            assertThat(center.part(Database.class).read(ArchiveStore::lock)).isTrue();
            statement.execute("select pg_advisory_xact_lock(" + 0x706c_696d_6172L + ")");
            Instant later = thisMonth.plusMonths(2).toInstant();
            retention.run(later);
            assertThat(archives().path("items")).hasSize(2 * ARCHIVED_MONTHS);
            other.rollback();
        }
    }

    /// A clock that is eight months ahead removes nothing: the archives were made only now. One that is nine months
    /// ahead is
    /// believed, but the rows that are online are too young by the database's own clock.
    @Test
    @Order(5)
    void removesArchivesWhoseTimeIsOverAndSaysWhatWent() throws Exception {
        Path oldest = folder.resolve("audit-000000000001-000000000025.ndjson.gz");
        byte[] content = Files.readAllBytes(oldest);
        Instant tooSoon = OffsetDateTime.now(ZoneOffset.UTC).plusMonths(8).toInstant();
        assertThatThrownBy(() -> retention.run(tooSoon)).hasMessageContaining("too young to leave the table");
        assertThat(files()).contains(oldest.getFileName().toString());

        Instant then =
                OffsetDateTime.now(ZoneOffset.UTC).plusMonths(9).plusDays(1).toInstant();
        assertThatThrownBy(() -> retention.run(then)).hasMessageContaining("too young to leave the table");
        assertThat(files()).contains("notes.txt").noneMatch(name -> name.compareTo("audit-000000000481") < 0);
        JsonNode told = center.get("/api/v1/audit-events?type=audit.archive-removed&limit=500", center.administrator())
                .json();
        assertThat(told.path("items")).hasSize(2 * ARCHIVED_MONTHS);
        assertThat(told.path("items")
                        .get(told.path("items").size() - 1)
                        .at("/details/file-digest")
                        .asString())
                .isEqualTo(Digest.of(content).toString());
        assertThat(center.get("/api/v1/audit-archives/" + oldest.getFileName(), center.administrator())
                        .code())
                .isEqualTo("audit-archive-removed");
        Verification.Intact rest = (Verification.Intact) verify(files());
        assertThat(rest.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.isRemoved()).isTrue();
            assertThat(unread.newest().last()).isEqualTo(ARCHIVED_MONTHS * A_MONTH);
        });
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static JsonNode archives() {
        return center.get("/api/v1/audit-archives", center.administrator()).json();
    }

    private static PublicKey key() {
        return center.part(InstallationKeys.class).signing().publicKey();
    }

    /// The rows in the database, as an export has them.
    private static String online() {
        return center.part(Database.class).read(transaction -> {
            StringWriter lines = new StringWriter();
            new AuditExport(AuditFilter.of(Map.of()), 0, AuditExport.Format.NDJSON).write(transaction, lines);
            return lines.toString();
        });
    }

    private static Verification verify(List<String> archives) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        center.get("/api/v1/audit-checkpoints", center.administrator())
                .json()
                .path("items")
                .forEach(item -> anchors.add(new Anchor("outside", CheckpointLine.read(item.toString()))));
        ChainVerifier verifier = new ChainVerifier(ChainHead.EMPTY, anchors, key());
        for (String name : archives) {
            if (name.endsWith(".gz")) {
                byte[] content = Files.readAllBytes(folder.resolve(name));
                lines(new ByteArrayInputStream(content)).forEach(line -> accept(verifier, line));
                verifier.endOfArchive(name, Digest.of(content));
            }
        }
        online().lines().forEach(line -> accept(verifier, line));
        return verifier.conclude();
    }

    private static void accept(ChainVerifier verifier, String line) {
        if (StartLine.is(line)) {
            verifier.resume(StartLine.read(line));
        } else {
            verifier.accept(ChainLine.read(line).row());
        }
    }

    private static List<String> lines(InputStream packed) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        }
    }
}
