package io.plimsoll.cli.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.ArchivedRows;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.Checkpoint;
import io.plimsoll.audittrail.CheckpointLine;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.PartLine;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.audittrail.StartLine;
import io.plimsoll.cli.CommandRun;
import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    @TempDir
    Path folder;

    private KeyPair keys;
    private final List<String> lines = new ArrayList<>();
    private final List<String> archived = new ArrayList<>();
    private ChainHead head = ChainHead.EMPTY;

    @BeforeEach
    void makeATrailOfFiveAndACheckpoint() throws Exception {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        for (int i = 1; i <= 5; i++) {
            SealedEvent sealed =
                    head.seal(AuditEvent.of(EventType.ofWord("user.login").orElseThrow(), NOW)
                            .by("user" + i)
                            .from("127.0.0.1")
                            .on("user", "user" + i, "user" + i)
                            .received(NOW));
            lines.add(ChainLine.of(sealed).write());
            head = sealed.head();
        }
        Files.write(folder.resolve("key.der"), keys.getPublic().getEncoded());
        Files.writeString(
                folder.resolve("kept"),
                CheckpointLine.write(new Checkpoint(head, NOW, 5).sign(keys.getPrivate())) + "\n");
    }

    @Test
    void vouchesForAnUntouchedTrail() throws Exception {
        CommandRun run = verify();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("Intact: 5 events").contains("up to event 5");
    }

    @Test
    void saysWhichRowWasChanged() throws Exception {
        lines.set(2, lines.get(2).replace("user3", "user9"));
        assertThat(verify())
                .satisfies(r -> assertThat(r.exit()).isEqualTo(1))
                .extracting(CommandRun::out)
                .asString()
                .contains("row 3 was changed");
    }

    @Test
    void saysWhichRowIsMissing() throws Exception {
        lines.remove(1);
        assertThat(verify().out()).contains("row 2 is missing");
    }

    @Test
    void saysThatTheTailWasCutOff() throws Exception {
        lines.removeLast();
        assertThat(verify().out()).contains("ends at row 4").contains("cut off");
    }

    @Test
    void refusesAFileThatIsNoTrail() throws Exception {
        lines.set(0, "{}");
        CommandRun run = verify();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("line 1 of the trail cannot be read");
    }

    @Test
    void checksEachRecordOfAPartByItself() throws Exception {
        takeOnlyTheSecondAndTheLast();
        assertThat(verify("--part").out())
                .contains("each of 2 records agrees with its hash; 1 of them stand at a signed checkpoint")
                .contains("only a whole export tells");
        lines.set(0, lines.getFirst().replace("user2", "user9"));
        CommandRun changed = verify("--part");
        assertThat(changed.exit()).isEqualTo(1);
        assertThat(changed.out()).contains("row 2 was changed");
    }

    @Test
    void readsArchivesBeforeTheExport() throws Exception {
        Path archive = archiveTheFirstThree();
        assertThat(verify("--archive", archive.toString()).out())
                .contains("Intact: 6 events")
                .doesNotContain("Not read");
        CommandRun without = verify();
        assertThat(without.exit()).as(without.out()).isZero();
        assertThat(without.out())
                .contains("Not read: events 1 to 3; they are in audit-000000000001-000000000003.ndjson.gz");
        lines.remove(1);
        assertThat(verify("--archive", archive.toString()).out()).contains("row 4 is missing");
    }

    @Test
    void namesAnArchiveThatWasChanged() throws Exception {
        Path archive = archiveTheFirstThree();
        Files.write(
                archive, packed(List.of(archived.get(0), archived.get(1).replace("user2", "user9"), archived.get(2))));
        assertThat(verify("--archive", archive.toString()).out())
                .contains("row 2 was changed")
                .contains("it is not the file that was sealed");
        Files.writeString(archive, "no gzip");
        assertThat(verify("--archive", archive.toString()).err()).contains("cannot read --archive " + archive);
    }

    /// Moves rows 1 to 3 into a file; row 6 tells so.
    private Path archiveTheFirstThree() throws IOException {
        archived.addAll(lines.subList(0, 3));
        ChainHead third =
                new ChainHead(3, Digest.parse(ChainLine.read(lines.get(2)).hash()));
        byte[] content = packed(archived);
        ArchivedRows rows = new ArchivedRows(1, 3, ChainHead.EMPTY.hash(), third.hash(), Digest.of(content));
        SealedEvent statement = head.seal(AuditEvent.of(EventType.AUDIT_ARCHIVED, NOW)
                .details(rows.details())
                .received(NOW));
        lines.subList(0, 3).clear();
        lines.addFirst(StartLine.write(third));
        lines.add(ChainLine.of(statement).write());
        return Files.write(folder.resolve(rows.fileName()), content);
    }

    private static byte[] packed(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void neverTakesAPartForTheWhole() throws Exception {
        takeOnlyTheSecondAndTheLast();
        assertThat(verify().out()).contains("NOT intact");
    }

    @Test
    void refusesAWholeTrailAsAPart() throws Exception {
        assertThat(verify("--part").err()).contains("verify it without --part");
    }

    private void takeOnlyTheSecondAndTheLast() {
        List<String> part = new ArrayList<>();
        for (int i : new int[] {1, 4}) {
            String previous = ChainLine.read(lines.get(i - 1)).hash();
            part.add(new PartLine(ChainLine.read(lines.get(i)), previous).write());
        }
        lines.clear();
        lines.addAll(part);
    }

    private CommandRun verify(String... more) throws Exception {
        Path export = Files.write(folder.resolve("trail"), lines);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(0, List.of("audit", "verify"));
        arguments.addAll(List.of("--key", folder.resolve("key.der").toString()));
        arguments.addAll(List.of("--checkpoints", folder.resolve("kept").toString()));
        arguments.addAll(List.of("--export", export.toString()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
