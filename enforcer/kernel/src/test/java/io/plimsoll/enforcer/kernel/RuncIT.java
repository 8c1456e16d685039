package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.enforcer.kernel.GateOutcome.Gated;
import io.plimsoll.enforcer.kernel.TestContainer.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runtime itself works under an enforcing gate: `runc init` executes itself from a memfd inside the
/// container's cgroup, at `create` and at each `exec` (which is also what `docker exec` and health checks come to),
/// and must not be taken for an attacker.
@Tag("kernel")
class RuncIT {
    private static final String ID =
            "plimsoll-test-runc-" + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private ExecGate gate;

    @BeforeEach
    void makeBundle() throws Exception {
        KernelTests.assumeRootOnLinux();
        assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/runc")), "skipped: runc is not installed (apt-get install runc)");
        gate = ExecGate.openUnkept(KernelTests.settings());
        TestContainer.layOut(folder, List.of());
        must("mount", "-t", "overlay", "overlay", "-o", TestContainer.overlayOptions(folder), merged().toString());
        must("runc", "spec", "--bundle", folder.toString());
        configure("\"terminal\": true", "\"terminal\": false");
        configure("\"sh\"", "\"/bin/tool\", \"pause\"");
        configure("\"path\": \"rootfs\"", "\"path\": \"" + merged() + "\"");
        configure("\"readonly\": true", "\"readonly\": false");
        configure("\"linux\": {", "\"linux\": {\n\"cgroupsPath\": \"/" + ID + "\",");
    }

    private void configure(String before, String after) throws IOException {
        Path config = folder.resolve("config.json");
        String text = Files.readString(config);
        assertThat(text).contains(before);
        Files.writeString(config, text.replace(before, after));
    }

    private void create() throws Exception {
        must(runc(
                "create", "--bundle", folder.toString(), "--pid-file", pidFile().toString(), ID));
    }

    @AfterEach
    void deleteContainer() throws Exception {
        run(runc("delete", "--force", ID));
        run("umount", merged().toString());
        if (gate != null) {
            gate.close();
        }
    }

    @Test
    void startsAndExecutesUnderAnEnforcingGate() throws Exception {
        create();
        gate(createdPid(), null);
        must(runc("start", ID));
        for (int times = 0; times < 5; times++) {
            assertThat(run(runc("exec", ID, "/bin/ok"))).isEqualTo(TestContainer.RAN);
        }
        assertThat(KernelTests.drain(gate)).allMatch(verdict -> verdict.decision() == ExecVerdict.Decision.ALLOWED);
    }

    @Test
    void stopsTheSameAttacksThere() throws Exception {
        create();
        gate(createdPid(), null);
        must(runc("start", ID));
        must(runc("exec", ID, "/bin/tool", "copy", "/bin/ok", "/tmp/new"));
        assertThat(run(runc("exec", ID, "/tmp/new")).said()).doesNotContain("ran");
        assertThat(KernelTests.nextRefusal(gate).reason()).isEqualTo(ExecVerdict.Reason.NEW_FILE);
        assertThat(run(runc("exec", ID, "/bin/tool", "memfd", "/bin/ok")).said())
                .doesNotContain("ran");
        assertThat(KernelTests.nextRefusal(gate).reason()).isEqualTo(ExecVerdict.Reason.IN_MEMORY);
    }

    @Test
    void gatesByTheFolderThatTheHostSees() throws Exception {
        create();
        gate(createdPid(), merged());
        must(runc("start", ID));
        assertThat(run(runc("exec", ID, "/bin/ok"))).isEqualTo(TestContainer.RAN);
        must(runc("exec", ID, "/bin/tool", "copy", "/bin/ok", "/tmp/new"));
        assertThat(run(runc("exec", ID, "/tmp/new")).said()).doesNotContain("ran");
    }

    /// `runc run` has no pause between create and start; a hook holds it before it has even changed the root.
    @Test
    void gatesFromHookBeforeTheRootIsInPlace() throws Exception {
        Path state = folder.resolve("hook-state");
        Path go = folder.resolve("hook-go");
        String hook =
                "cat > %s.new; mv %s.new %s; until [ -e %s ]; do sleep 0.05; done".formatted(state, state, state, go);
        configure(
                "\"linux\": {",
                "\"hooks\": {\"createRuntime\": [{\"path\": \"/bin/sh\", \"args\": [\"sh\", \"-c\", \"" + hook
                        + "\"]}]},\n\"linux\": {");
        Process running = new ProcessBuilder(runc("run", "--detach", "--bundle", folder.toString(), ID))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.txt").toFile())
                .start();
        Matcher pid = Pattern.compile("\"pid\":\\s*(\\d+)").matcher(readWhenThere(state));
        assertThat(pid.find()).isTrue();
        gate(Long.parseLong(pid.group(1)), merged());
        Files.createFile(go);
        assertThat(running.waitFor())
                .as(Files.readString(folder.resolve("run.txt")))
                .isZero();
        assertThat(run(runc("exec", ID, "/bin/ok"))).isEqualTo(TestContainer.RAN);
        assertThat(run(runc("exec", ID, "/bin/tool", "memfd", "/bin/ok")).said())
                .doesNotContain("ran");
        must(runc("exec", ID, "/bin/tool", "copy", "/bin/ok", "/tmp/new"));
        assertThat(run(runc("exec", ID, "/tmp/new")).said()).doesNotContain("ran");
    }

    private static String readWhenThere(Path file) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 500 && !Files.exists(file); attempt++) {
            Thread.sleep(10);
        }
        return Files.readString(file);
    }

    private long createdPid() throws IOException {
        return Long.parseLong(Files.readString(pidFile()).strip());
    }

    private void gate(long pid, @Nullable Path root) {
        GateOutcome outcome = gate.gate(
                new ContainerGate(ID, pid, root, GateMode.ENFORCE, GateMode.OFF, ExecutableRule.ANYTHING, List.of()));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Gated.class, gated -> assertThat(gated.isComplete()).isTrue());
    }

    private Path merged() {
        return folder.resolve("merged");
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }

    private String[] runc(String... words) {
        List<String> command = new ArrayList<>(
                List.of("runc", "--root", folder.resolve("state").toString()));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    private void must(String... command) throws IOException, InterruptedException {
        Result result = run(command);
        assertThat(result.exit()).as("%s: %s", List.of(command), result.said()).isZero();
    }

    /// Its output goes into a file: the container keeps it open.
    private Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        return new Result(process.exitValue(), Files.readString(output).strip());
    }
}
