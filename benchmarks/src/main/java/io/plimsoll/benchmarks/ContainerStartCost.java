package io.plimsoll.benchmarks;

import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import java.io.IOException;

/// What Plimsoll adds to the start of a container: two engines of one kind take turns, and one of them is
/// guarded by the whole product with enforcing policies. The engines have no bridge network, whose set-up takes
/// longer than all else and is the same on both.
///
/// Before Plimsoll comes up the same is measured on both: the engines themselves must not differ.
final class ContainerStartCost implements Measurement {
    private static final String IMAGE = "tiny";
    private static final int WARM_UP = 5;

    private static final String POLICIES = """
            kind: AssurancePolicy
            name: scanned-only
            mode: enforce
            checks: {unscanned: refuse, incomplete: refuse, maximum-severity: high}
            ---
            kind: RuntimePolicy
            name: no-drift
            mode: enforce
            """;

    @Override
    public void make(Options options) throws Exception {
        int pairs = options.number("pairs", 100);
        try (TestEngine plain = engine();
                TestEngine guarded = engine();
                Product product = new Product(guarded)) {
            Series before = Series.measure(plain, guarded, Math.max(20, pairs / 4));
            product.up();
            product.logIn();
            product.awaitScanOf(IMAGE);
            product.apply(POLICIES);
            requireProtection(plain, guarded);
            Series with = Series.measure(plain, guarded, pairs);
            Report.title("container-start: through the engine's API, in milliseconds; enforcing policies");
            before.print("without Plimsoll on either engine (what the engines differ by)", "second engine");
            with.print("with Plimsoll on the second engine (bar: 30 ms added to the start)", "guarded engine");
        }
    }

    private static TestEngine engine() {
        TestEngine engine = TestEngine.start(EngineOptions.withoutBridge());
        TestImage.TINY.importInto(engine, IMAGE);
        return engine;
    }

    /// A start that nobody guards is fast too.
    private static void requireProtection(TestEngine plain, TestEngine guarded) throws IOException {
        String[] drift = {"sh", "-c", "cp /bin/busybox /tmp/true && /tmp/true"};
        if (run(new EngineCalls(plain.socket()), new Times(), drift) != 0
                || run(new EngineCalls(guarded.socket()), new Times(), drift) == 0) {
            throw new IllegalStateException("the guarded engine runs what its image does not hold: is Plimsoll up?");
        }
    }

    private static int run(EngineCalls engine, Times times, String... words) throws IOException {
        long begin = System.nanoTime();
        String id = engine.create(IMAGE, words);
        long created = System.nanoTime();
        engine.start(id);
        long started = System.nanoTime();
        int code = engine.await(id);
        long ended = System.nanoTime();
        engine.remove(id);
        times.start.add((started - created) / 1e6);
        times.whole.add((ended - begin) / 1e6);
        return code;
    }

    /// Of one engine.
    ///
    /// @param start the call that starts the container, until it returns
    /// @param whole from the call that makes it until its process has ended
    private record Times(Sample start, Sample whole) {
        Times() {
            this(new Sample(), new Sample());
        }
    }

    /// Of both engines, in pairs.
    private record Series(Times plain, Times guarded) {
        static Series measure(TestEngine plain, TestEngine guarded, int pairs) throws IOException {
            EngineCalls one = new EngineCalls(plain.socket());
            EngineCalls other = new EngineCalls(guarded.socket());
            for (int i = 0; i < WARM_UP; i++) {
                run(one, new Times(), "true");
                run(other, new Times(), "true");
            }
            Series series = new Series(new Times(), new Times());
            for (int i = 0; i < pairs; i++) {
                boolean plainFirst = i % 2 == 0;
                run(plainFirst ? one : other, plainFirst ? series.plain : series.guarded, "true");
                run(plainFirst ? other : one, plainFirst ? series.guarded : series.plain, "true");
            }
            return series;
        }

        void print(String title, String second) {
            Report.title(title);
            Report.values("start, plain engine", plain.start, "ms");
            Report.values("start, " + second, guarded.start, "ms");
            Report.added("start, difference", guarded.start, plain.start, "ms");
            Report.values("create to end, plain engine", plain.whole, "ms");
            Report.values("create to end, " + second, guarded.whole, "ms");
            Report.added("create to end, difference", guarded.whole, plain.whole, "ms");
        }
    }
}
