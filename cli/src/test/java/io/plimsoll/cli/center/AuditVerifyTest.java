package io.plimsoll.cli.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.Checkpoint;
import io.plimsoll.audittrail.CheckpointLine;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.PartLine;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.cli.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    @TempDir
    Path folder;

    private KeyPair keys;
    private final List<String> lines = new ArrayList<>();
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
