package io.plimsoll.benchmarks;

import io.plimsoll.advisories.bundle.Bundle;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One look-up in an open bundle, another package each time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BundleLookUpBenchmark {
    static final String BUNDLE = "plimsoll.bundle";
    static final String KEY = "plimsoll.bundle-key";

    @SuppressWarnings("NullAway.Init")
    private Bundle bundle;

    private List<String> names = List.of();
    private int number;

    @Setup
    public void open() {
        bundle = BundleLookUps.open(Path.of(System.getProperty(BUNDLE, "")), Path.of(System.getProperty(KEY, "")));
        names = bundle.namesIn("Maven");
    }

    @TearDown
    public void close() {
        bundle.close();
    }

    @Benchmark
    public int lookUp() {
        number = (number + 1) & 0xffff;
        return bundle.statementsAbout(BundleLookUps.packageNumber(names, number))
                .size();
    }
}
