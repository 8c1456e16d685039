package io.plimsoll.enforcer.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.enforcer.kernel.linux.CgroupTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What all tests against the real kernel share.
final class KernelTests {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private KernelTests() {}

    /// Skips the test, and says why, where it cannot run.
    static void assumeRootOnLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/ns")), "skipped: this is not Linux");
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "skipped: needs root, this is " + System.getProperty("user.name"));
    }

    static Path cgroupRoot() {
        return CgroupTree.find().orElseThrow().root();
    }

    static GateSettings settings() {
        return new GateSettings(Direction.DENY, List.of(), 4096);
    }

    /// The first verdict that is not "allowed".
    static ExecVerdict nextRefusal(ExecGate gate) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<ExecVerdict> verdict = gate.verdicts().next(PATIENCE);
            if (verdict.isPresent() && verdict.get().decision() != ExecVerdict.Decision.ALLOWED) {
                return verdict.get();
            }
        }
        throw new AssertionError("no refusal was reported");
    }

    /// All verdicts until none comes any more.
    static List<ExecVerdict> drain(ExecGate gate) throws InterruptedException {
        List<ExecVerdict> verdicts = new ArrayList<>();
        Optional<ExecVerdict> next = gate.verdicts().next(Duration.ofMillis(500));
        while (next.isPresent()) {
            verdicts.add(next.get());
            next = gate.verdicts().next(Duration.ofMillis(500));
        }
        return verdicts;
    }
}
