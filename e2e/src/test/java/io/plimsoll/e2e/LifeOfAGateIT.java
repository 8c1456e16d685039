package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A gate lasts as long as its container runs, whatever happens to container or Enforcer meanwhile, and no longer.
@Tag("kernel")
class LifeOfAGateIT {
    private static final int STARTS = 100;
    private static final String DRIFTS = "cp /bin/busybox /tmp/echo; exec sleep 100000";

    private static GuardedHost host;
    private static TestEngine engine;
    private static CommandLine line;

    @BeforeAll
    static void enforceOnAHost() {
        host = GuardedHost.start();
        engine = host.engine();
        TestImage.TINY.importInto(engine, "tiny");
        TestImage.DEBIAN.importInto(engine, "debian");
        host.upWithPassword();
        line = CommandLine.ofAdministrator(host);
        line.scanned("tiny");
        line.scanned("debian");
        line.apply(policy("refuse"));
    }

    @AfterAll
    static void giveBack() {
        if (host != null) {
            host.close();
        }
    }

    @AfterEach
    void removeContainer() {
        engine.docker("rm", "--force", "alive");
    }

    private static String policy(String writtenLibraries) {
        return "{kind: RuntimePolicy, name: no-drift, mode: enforce, written-libraries: " + writtenLibraries + "}";
    }

    @Test
    void lastsThroughPauseRestartStopAndStart() {
        run("tiny", DRIFTS);
        assertDriftIsRefused();
        docker("pause", "alive");
        docker("unpause", "alive");
        assertDriftIsRefused();
        docker("restart", "--time", "0", "alive");
        assertDriftIsRefused();
        docker("stop", "--time", "0", "alive");
        docker("start", "alive");
        assertDriftIsRefused();
    }

    @Test
    void lastsWhileTheEnforcerIsDeadAndAfterItsReturn() {
        run("tiny", DRIFTS);
        assertDriftIsRefused();
        host.kill9("up", "enforcer");
        assertDriftIsRefused();
        host.up();
        assertDriftIsRefused();
        docker("restart", "--time", "0", "alive");
        assertDriftIsRefused();
        Wait.until(
                "the gate that came back is the Enforcer's",
                () -> GateTraces.of(host).gates() == 1);
    }

    /// The first starts load what is loaded once, so what is there after them is the measure. The Enforcer
    /// opens files for other reasons too; what it leaked would be one for each start.
    @Test
    void leavesNothingBehindWhenItsContainerHasEnded() {
        docker("create", "--name", "alive", "tiny", "true");
        startOften(10);
        GateTraces before = awaitNoGates();
        startOften(STARTS);
        GateTraces after = awaitNoGates();
        assertThat(after.entries()).isEqualTo(before.entries());
        assertThat(after.marks()).isEqualTo(before.marks());
        assertThat(after.keeper()).isEqualTo(before.keeper());
        assertThat(after.enforcer()).isLessThan(before.enforcer() + STARTS / 10);
    }

    @Test
    void isSeenInTheTracesWhileItsContainerRuns() {
        GateTraces without = awaitNoGates();
        run("tiny", DRIFTS);
        assertDriftIsRefused();
        GateTraces with = GateTraces.of(host);
        assertThat(with.gates()).isEqualTo(1);
        assertThat(with.marks()).isGreaterThan(without.marks());
    }

    @Test
    void refusesWrittenLibrariesUnlessThePolicyAllowsThem() {
        String mapped = "cp /usr/bin/echo /tmp/echo; /lib64/ld-linux-x86-64.so.2 /tmp/echo mapped by $((40 + 2))";
        Command.Outcome refused = host.run("debian", "sh", "-c", mapped);
        assertThat(refused.output()).as(refused.toString()).doesNotContain("mapped by 42");
        assertThat(refused.exit()).as(refused.toString()).isNotZero();
        line.awaitEvent("exec.killed", "no-drift");
        line.apply(policy("allow"));
        try {
            assertThat(host.run("debian", "sh", "-c", mapped).outputOrFail()).isEqualTo("mapped by 42");
            assertThat(host.run("debian", "sh", "-c", "cp /usr/bin/echo /tmp/echo; /tmp/echo drifted")
                            .output())
                    .doesNotContain("drifted");
        } finally {
            line.apply(policy("refuse"));
        }
    }

    private static GateTraces awaitNoGates() {
        Wait.until("all gates are released", () -> GateTraces.of(host).gates() == 0);
        return GateTraces.of(host);
    }

    private static void startOften(int times) {
        for (int i = 0; i < times; i++) {
            docker("start", "--attach", "alive");
        }
    }

    private static void run(String image, String script) {
        docker("run", "--detach", "--name", "alive", image, "sh", "-c", script);
    }

    private static void docker(String... words) {
        engine.docker(words).outputOrFail();
    }

    /// Also sees that what the image holds can be executed, or a container that is gone would pass for a gated one.
    private static void assertDriftIsRefused() {
        Wait.until(
                "the file was written",
                () -> engine.docker("exec", "alive", "test", "-x", "/tmp/echo").succeeded());
        Command.Outcome drift = engine.docker("exec", "alive", "/tmp/echo", "drifted");
        assertThat(drift.exit()).as(drift.toString()).isNotZero();
        assertThat(drift.output()).doesNotContain("drifted");
        assertThat(engine.docker("exec", "alive", "echo", "fine").outputOrFail())
                .isEqualTo("fine");
    }
}
