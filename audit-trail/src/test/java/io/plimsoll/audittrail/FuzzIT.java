package io.plimsoll.audittrail;

import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzIT {
    @Test
    void aHostileLineIsReadOrRefused() throws IOException {
        SealedEvent sealed = ChainHead.EMPTY.seal(TestTrail.event("a"));
        Checkpoint checkpoint = TestTrail.checkpoint(sealed);
        Fuzzing.run(
                LineTarget.class,
                20_000,
                Map.of(
                        "row", LineTarget.input(0, ChainLine.of(sealed).write()),
                        "checkpoint",
                                LineTarget.input(
                                        1, CheckpointLine.write(new SignedCheckpoint(checkpoint.document(), "c2ln"))),
                        "document", LineTarget.input(2, checkpoint.document())));
    }
}
