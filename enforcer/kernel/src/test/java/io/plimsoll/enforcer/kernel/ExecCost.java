package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.GateOutcome.Gated;
import java.util.Arrays;

/// What the gate costs an execution: two containers from the same image, one gated, take turns, so that whatever
/// else the machine does meets both. Prints the medians, and the median difference of a pair with its
/// distribution-free 95 % interval: on a busy machine a mean says nothing.
///
/// `java -cp target/classes:target/test-classes:<assertj> --enable-native-access=ALL-UNNAMED
/// io.plimsoll.enforcer.kernel.ExecCost [PAIRS]`; each side of a pair is 20 executions of a static program.
final class ExecCost {
    private static final int PAIRS = 1000;
    private static final String EXECUTIONS = "20";

    private ExecCost() {}

    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length == 0 ? PAIRS : Integer.parseInt(arguments[0]);
        try (ExecGate gate = ExecGate.openUnkept(KernelTests.settings());
                TestContainer gated = TestContainer.create();
                TestContainer free = TestContainer.create()) {
            if (!(gate.gate(gated.gate(GateMode.ENFORCE)) instanceof Gated)) {
                throw new IllegalStateException("this host cannot gate executions");
            }
            gated.start();
            free.start();
            time(gated);
            time(free);
            double[] with = new double[pairs];
            double[] without = new double[pairs];
            for (int pair = 0; pair < pairs; pair++) {
                boolean gatedFirst = pair % 2 == 0;
                (gatedFirst ? with : without)[pair] = time(gatedFirst ? gated : free);
                (gatedFirst ? without : with)[pair] = time(gatedFirst ? free : gated);
            }
            print(with, without);
        }
    }

    /// Microseconds per fork, execution and end.
    private static double time(TestContainer container) throws Exception {
        return Long.parseLong(container.attack("repeat", "/bin/ok", EXECUTIONS).said()) / 1000.0;
    }

    private static void print(double[] with, double[] without) {
        int pairs = with.length;
        double[] differences = new double[pairs];
        Arrays.setAll(differences, pair -> with[pair] - without[pair]);
        Arrays.sort(differences);
        // The order statistics between which the median lies with 95 % probability.
        int half = (int) Math.ceil(1.96 * Math.sqrt(pairs) / 2);
        double low = differences[Math.max(0, pairs / 2 - half)];
        double high = differences[Math.min(pairs - 1, pairs / 2 + half)];
        double base = median(without);
        System.out.printf(
                "%d pairs of %s executions; ungated %.1f us, gated %.1f us (medians)%n"
                        + "difference %+.2f us, 95 %% interval %+.2f to %+.2f us (%+.2f %% to %+.2f %%)%n",
                pairs,
                EXECUTIONS,
                base,
                median(with),
                differences[pairs / 2],
                low,
                high,
                100 * low / base,
                100 * high / base);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
