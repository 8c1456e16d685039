package io.plimsoll.benchmarks;

import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import java.io.IOException;
import java.nio.file.Path;

/// How long `./plimsoll up` takes on a built tree, on an engine that runs: each time a first start with an empty data
/// directory, and a second one with what the first has left.
final class StartTimes implements Measurement {
    @Override
    public void make(Options options) throws Exception {
        int runs = options.number("runs", 6);
        Figures first = new Figures();
        Figures second = new Figures();
        try (TestEngine engine = TestEngine.start(EngineOptions.withoutBridge())) {
            for (int run = 0; run < runs; run++) {
                try (Product product = new Product(engine)) {
                    first.add(start(product));
                    product.down();
                    second.add(start(product));
                }
            }
        }
        first.print("first start, in milliseconds", "bar: 15 s", "bar: 18 s");
        second.print("second start, in milliseconds", "bar: 5 s", "bar: 8 s");
    }

    private static StartWatch start(Product product) throws IOException, InterruptedException {
        Path data = product.data();
        StartWatch watch = StartWatch.begin(data, product.port());
        product.up();
        watch.join();
        return watch;
    }

    /// Of several starts.
    private record Figures(
            Sample whole,
            Sample database,
            Sample page,
            Sample pageSinceDatabase,
            Sample enforcer,
            Sample enforcerAlone) {
        Figures() {
            this(new Sample(), new Sample(), new Sample(), new Sample(), new Sample(), new Sample());
        }

        void add(StartWatch watch) throws IOException {
            whole.add(watch.now());
            database.add(watch.ready("database"));
            page.add(watch.firstPage());
            pageSinceDatabase.add(watch.firstPage() - watch.began("database"));
            enforcer.add(watch.ready("enforcer"));
            enforcerAlone.add(watch.ready("enforcer") - watch.began("enforcer"));
        }

        void print(String title, String barOfPage, String barOfAll) {
            Report.title(title);
            Report.values("up: database ready", database, "ms");
            Report.values("up: first page of the Center", page, "ms");
            Report.values("first page, since the database's start (" + barOfPage + ")", pageSinceDatabase, "ms");
            Report.values("Enforcer's process to 'ready'", enforcerAlone, "ms");
            Report.values("up: Enforcer ready (" + barOfAll + ")", enforcer, "ms");
            Report.values("up: command has returned", whole, "ms");
        }
    }
}
