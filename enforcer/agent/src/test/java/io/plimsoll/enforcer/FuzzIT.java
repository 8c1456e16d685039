package io.plimsoll.enforcer;

import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.enforcer.admission.ShimTarget;
import io.plimsoll.enforcer.engine.EngineFilesTarget;
import io.plimsoll.enforcer.spool.SpoolTarget;
import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzIT {
    private static final String QUESTION =
            "version=1\ncommand=create\nid=c1\nbundle=/run/b\npid=7\nshim=/usr/sbin/runc\n";
    private static final String CONFIGURATION = """
            {"root":{"path":"rootfs"},"mounts":[{"destination":"/data","type":"bind","source":"/v",
             "options":["rbind","exec"]}],"process":{"capabilities":{"bounding":["CAP_SYS_ADMIN"]}},
             "hooks":{"createRuntime":[{"path":"/a","args":["b","c"]}]}}
            """;

    @Test
    void aHostileShimIsAnsweredOrRefused() throws IOException {
        Fuzzing.run(
                ShimTarget.class,
                15_000,
                Map.of(
                        "question",
                        ShimTarget.frames("C", QUESTION, "B", CONFIGURATION, "P", "id=c1\npid=9\n"),
                        "hook",
                        ShimTarget.frames(
                                "H", "version=1\npid=7\n", "B", "{\"id\":\"c1\",\"pid\":9,\"bundle\":\"/b\"}")));
    }

    @Test
    void aBrokenSpoolIsReadAsFarAsItIsSound() throws IOException {
        byte[] event = Event.newBuilder()
                .setSequence(1)
                .setType("container.start")
                .build()
                .toByteArray();
        byte[] record = SpoolTarget.record(event);
        Fuzzing.run(
                SpoolTarget.class,
                1_500,
                Map.of(
                        "one", SpoolTarget.input(0, record),
                        "two", SpoolTarget.input(1, record, record),
                        "payload", SpoolTarget.input(2, event)));
    }

    @Test
    void aHostileFileOfTheEngineIsReadOrNotThere() throws IOException {
        Fuzzing.run(
                EngineFilesTarget.class,
                6_000,
                Map.of(
                        "container",
                        EngineFilesTarget.input(0, """
                                {"ID":"%s","Image":"sha256:%s","Name":"/web","Config":{"Image":"web","User":"1"},
                                 "State":{"Pid":7}}
                                """.formatted("c".repeat(64), "a".repeat(64))),
                        "host",
                        EngineFilesTarget.input(1, "{\"Privileged\":true,\"Init\":null,\"Binds\":[\"/a:/b\"]}"),
                        "repositories",
                        EngineFilesTarget.input(
                                2, "{\"Repositories\":{\"web\":{\"web:1\":\"sha256:" + "a".repeat(64) + "\"}}}"),
                        "image",
                        EngineFilesTarget.input(3, "{\"rootfs\":{\"diff_ids\":[\"sha256:" + "b".repeat(64) + "\"]}}")));
    }
}
