package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process of its own that gates one container through a keeper, and can be killed: [#main] is what runs in it.
final class EnforcerProcess implements AutoCloseable {
    private final Process process;

    private EnforcerProcess(Process process) {
        this.process = process;
    }

    static EnforcerProcess start(Path keeper, TestContainer container) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        "target/classes:target/test-classes",
                        EnforcerProcess.class.getName(),
                        keeper.toString(),
                        container.id(),
                        Long.toString(container.pid()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(new BufferedReader(process.inputReader()).readLine()).startsWith("Gated");
        return new EnforcerProcess(process);
    }

    /// Arguments: the keeper's socket, the container's id, its process.
    public static void main(String[] arguments) throws InterruptedException {
        String containerId = arguments[1];
        long pid = Long.parseLong(arguments[2]);
        try (Keeper keeper = Keeper.connect(Path.of(arguments[0]));
                ExecGate gate = ExecGate.open(KernelTests.settings(), keeper)) {
            System.out.println(gate.gate(new ContainerGate(
                    containerId, pid, null, GateMode.ENFORCE, GateMode.OFF, ExecutableRule.ANYTHING, List.of())));
            Thread.sleep(Duration.ofHours(1));
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void send(String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
