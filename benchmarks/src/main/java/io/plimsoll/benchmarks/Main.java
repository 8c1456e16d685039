package io.plimsoll.benchmarks;

import java.io.IOException;
import java.util.Arrays;

/// The table of contents: `Main NAME [argument...]`, as `benchmarks/run` calls it.
final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        Options options = Options.of(Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length));
        Measurement measurement = measurement(name);
        ThisMachine.print();
        measurement.make(options);
    }

    private static Measurement measurement(String name) throws IOException {
        return switch (name) {
            case "enforcer-memory" -> new EnforcerMemory();
            case "exec-gate" -> new ExecGateCost();
            case "bundle" -> new BundleTimes();
            case "container-start" -> new ContainerStartCost();
            case "intake" -> new IntakeRate();
            case "kill-9" -> new KillLoop();
            case "lists" -> new ListTimes();
            case "paint" -> new PaintTimes();
            case "rematch" -> new RematchTimes();
            case "compressed" -> new CompressedScanTimes();
            case "scan" -> new ScanTimes();
            case "scan-again" -> new ScanAgainTimes();
            case "start" -> new StartTimes();
            default ->
                throw new IllegalArgumentException(
                        "no benchmark is called '" + name + "'; benchmarks/README.md lists them");
        };
    }
}
