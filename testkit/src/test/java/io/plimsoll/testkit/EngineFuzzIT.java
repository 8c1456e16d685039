package io.plimsoll.testkit;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineFuzzIT {
    private static final String HEX = "a".repeat(64);

    @Test
    void aHostileAnswerIsUnderstoodOrAnEngineException() throws IOException {
        Fuzzing.run(
                AnswerTarget.class,
                6_000,
                Map.of(
                        "info",
                                AnswerTarget.input(
                                        1, "{\"ID\":\"a\",\"NCPU\":2,\"Runtimes\":{\"runc\":{\"path\":\"runc\"}}}"),
                        "date",
                                AnswerTarget.input(
                                        3, "[{\"Id\":\"sha256:" + HEX + "\",\"Created\":9223372036854775807}]"),
                        "images",
                                AnswerTarget.input(
                                        3,
                                        "[{\"Id\":\"sha256:" + HEX
                                                + "\",\"RepoTags\":[\"a:1\"],\"Created\":1,\"Size\":2}]"),
                        "containers",
                                AnswerTarget.input(
                                        5,
                                        "[{\"Id\":\"c\",\"Names\":[\"/a\"],\"ImageID\":\"sha256:" + HEX
                                                + "\",\"Created\":1,\"Mounts\":[{\"RW\":true}],\"Labels\":{\"a\":\"b\"}}]"),
                        "inspect", AnswerTarget.input(7, "{\"Id\":\"sha256:" + HEX + "\"}"),
                        "events",
                                AnswerTarget.input(
                                        9,
                                        "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"c\","
                                                + "\"Attributes\":{\"a\":\"b\"}},\"timeNano\":1700000000000000000}\n"),
                        "chunks",
                                AnswerTarget.input(
                                        0, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                        "refusal",
                                AnswerTarget.input(
                                        6, "HTTP/1.1 404 No\r\nContent-Length: 15\r\n\r\n{\"message\":\"x\"}")));
    }
}
