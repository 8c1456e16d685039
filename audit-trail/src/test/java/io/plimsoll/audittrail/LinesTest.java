package io.plimsoll.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void aRowSurvivesItsLine() {
        SealedEvent sealed = ChainHead.EMPTY.seal(AuditEvent.of(EventType.EXEC_DENIED, TestTrail.NOON)
                .by("unknown (engine API)")
                .on("container", "c1", "shop \"quoted\" ü")
                .failed("not part of the image")
                .detail("path", "/tmp/x\n\"y\"")
                .origin(new Origin("e", "s", 7))
                .received(TestTrail.NOON));
        ChainLine line = ChainLine.of(sealed);
        assertThat(line.write()).doesNotContain("\n");
        assertThat(ChainLine.read(line.write())).isEqualTo(line);
        assertThat(ChainLine.read(line.write()).row()).isEqualTo(new ChainRow.Legible(sealed));
    }

    @Test
    void leavesEmptyTextsOut() {
        String line = ChainLine.of(ChainHead.EMPTY.seal(TestTrail.event("a"))).write();
        assertThat(line).doesNotContain("reason").doesNotContain("imageId").doesNotContain("origin");
        assertThat(ChainLine.read(line).row())
                .isEqualTo(new ChainRow.Legible(ChainHead.EMPTY.seal(TestTrail.event("a"))));
    }

    @Test
    void aRowThatCannotBeAnEventSaysWhy() {
        String line = ChainLine.of(ChainHead.EMPTY.seal(TestTrail.event("a"))).write();
        assertThat(row(line.replace("policy.changed", "policy.vanished")))
                .isEqualTo(new ChainRow.Illegible(1, "type 'policy.vanished' is not in the event catalogue"));
        assertThat(row(line.replace("12:00:00.123Z", "12:00:00.123456Z")).getClass())
                .isEqualTo(ChainRow.Illegible.class);
        assertThat(row(line.replace("success", "fine")))
                .isEqualTo(new ChainRow.Illegible(1, "outcome 'fine' is neither success nor failure"));
    }

    @Test
    void refusesWhatIsNoLine() {
        for (String line :
                new String[] {"", "{}", "[]", "nonsense", "{\"sequence\":\"1\"}", "{\"sequence\":1,\"object\":3}"}) {
            assertThatThrownBy(() -> ChainLine.read(line))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("not a line of an audit export");
        }
    }

    @Test
    void aStartSurvivesItsLine() {
        ChainHead head = TestTrail.sealed(3).getLast().head();
        String line = StartLine.write(head);
        assertThat(StartLine.is(line)).isTrue();
        assertThat(StartLine.read(line)).isEqualTo(head);
        assertThat(StartLine.is(ChainLine.of(TestTrail.sealed(1).getFirst()).write()))
                .isFalse();
        for (String wrong : new String[] {
            "{\"startsAfter\":3}", "{\"startsAfter\":{\"sequence\":1,\"hash\":\"no\"}}", "{\"startsAfter\":"
        }) {
            assertThatThrownBy(() -> StartLine.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aCheckpointSurvivesItsLineAndOpensWithItsKeyOnly() {
        KeyPair keys = TestTrail.keys();
        Checkpoint checkpoint = TestTrail.checkpoint(TestTrail.sealed(3).getLast());
        SignedCheckpoint read = CheckpointLine.read(CheckpointLine.write(checkpoint.sign(keys.getPrivate())));
        assertThat(read.open(keys.getPublic())).contains(checkpoint);
        assertThat(read.open(TestTrail.keys().getPublic())).isEmpty();
        assertThat(new SignedCheckpoint(read.document().replace("\"count\":3", "\"count\":4"), read.signature())
                        .open(keys.getPublic()))
                .isEmpty();
        assertThatThrownBy(() -> CheckpointLine.read("{\"document\":\"*\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ChainRow row(String line) {
        return ChainLine.read(line).row();
    }
}
