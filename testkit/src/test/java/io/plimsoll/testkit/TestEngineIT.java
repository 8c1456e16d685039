package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class TestEngineIT {
    private static TestEngine engine;

    @BeforeAll
    static void startEngine() {
        engine = TestEngine.start();
        TestImage.TINY.importInto(engine, "tiny", "LABEL pci=yes");
    }

    @AfterAll
    static void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void runsContainersAndTellsHowTheyEnded() {
        assertThat(engine.docker("run", "--rm", "tiny", "echo", "afloat").outputOrFail())
                .isEqualTo("afloat");
        assertThat(engine.docker("run", "--rm", "tiny", "sh", "-c", "exit 7").exit())
                .isEqualTo(7);
    }

    @Test
    void hasANetworkOfItsOwn() {
        String address = engine.docker("run", "--rm", "tiny", "ip", "-4", "addr", "show", "eth0")
                .outputOrFail();
        assertThat(address).contains("172.17.");
        String bridge =
                engine.inNetwork("ip", "-o", "link", "show", "docker0").run().outputOrFail();
        assertThat(Command.of("ip", "-o", "link", "show", "docker0").run().output())
                .as("the machine's own bridge, if it has one, is another")
                .doesNotContain(bridge);
    }

    @Test
    void runsTheRuncThatATestPutInPlace() throws Exception {
        Path real = engine.runc().resolveSibling("runc.real");
        Path seen = engine.folder().resolve("shim-was-here");
        Files.move(engine.runc(), real);
        try {
            Files.writeString(engine.runc(), "#!/bin/sh\ntouch " + seen + "\nexec " + real + " \"$@\"\n");
            Files.setPosixFilePermissions(engine.runc(), PosixFilePermissions.fromString("rwxr-xr-x"));
            engine.docker("run", "--rm", "tiny", "true").outputOrFail();
            assertThat(seen).exists();
        } finally {
            Files.deleteIfExists(engine.runc());
            Files.move(real, engine.runc());
        }
    }

    @Test
    void bringsContainersWithARestartPolicyBackAfterARestart() {
        String id = engine.docker("run", "-d", "--stop-signal=KILL", "--restart=always", "tiny", "sleep", "3600")
                .outputOrFail();
        engine.restart();
        Wait.until("the container is back", () -> isRunning(engine, id));
        engine.docker("rm", "-f", id).outputOrFail();
    }

    @Test
    void comesBackAfterACrash() {
        String id = engine.docker("run", "-d", "--stop-signal=KILL", "tiny", "sleep", "3600")
                .outputOrFail();
        engine.kill9();
        engine.boot();
        assertThat(engine.docker("ps", "-aq", "--no-trunc").outputOrFail()).contains(id);
        engine.docker("rm", "-f", id).outputOrFail();
    }

    @Test
    void standsBesideAnotherOne() {
        try (TestEngine other = TestEngine.start(EngineOptions.withoutBridge())) {
            TestImage.TINY.importInto(other, "only-here");
            assertThat(other.docker("run", "--rm", "only-here", "echo", "two").outputOrFail())
                    .isEqualTo("two");
            assertThat(engine.docker("images", "-q", "only-here").outputOrFail())
                    .isEmpty();
        }
    }

    static boolean isRunning(TestEngine engine, String id) {
        return engine.client().containers(false).stream().anyMatch(c -> c.id().equals(id));
    }
}
