package io.plimsoll.benchmarks;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.matching.Rematch;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SharedData;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// What a new bundle costs a Center that knows many images: to find out what it answers differently and which images
/// hold any of that, and then to match those again. A million packages in three thousand images unless said otherwise;
/// the new bundle differs from the one before by a day's advisories. And what it costs to rehearse a policy on them.
final class RematchTimes implements Measurement {
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration POLLED = Duration.ofMillis(20);
    private static final int REHEARSED_AT_ONCE = 50;
    private static final String DRAFT = """
            {"document": "kind: AssurancePolicy\\nname: draft\\nmode: enforce\\nchecks: {maximum-severity: medium}\\n", "days": 30}
            """;

    @Override
    public void make(Options options) throws Exception {
        int images = options.number("images", 3_000);
        int packages = options.number("packages", 334);
        int advisories = options.number("advisories", 150);
        int runs = options.number("runs", 7);
        Path feeds = options.text("feeds").map(Path::of).orElseGet(() -> SharedData.at("feeds"));
        Path folder = Files.createTempDirectory("plimsoll-rematch-times");
        try (TestCenter center = TestCenter.start()) {
            TwoDays days = TwoDays.of(feeds, folder, advisories);
            Files.writeString(
                    Files.createDirectories(center.data().resolve("bundle-keys"))
                            .resolve("rematch.pub"),
                    days.key().toPem());
            BundleTrust trust = BundleTrust.in(List.of(days.key()));
            try (Bundle before = Bundle.open(days.before(), trust);
                    Bundle after = Bundle.open(days.after(), trust)) {
                Database database = center.part(Database.class);
                importBundle(center, days.before());
                double stored = seconds(() -> ManyImages.store(database, before, images, packages));
                double first = seconds(() -> awaitNothingDue(database));
                Report.title("rematch: %d packages in %d images, a change of %d advisories"
                        .formatted(images * packages, images, advisories));
                Report.line("stored in %.1f s; all matched for the first time in %.1f s".formatted(stored, first));
                find(center.part(Images.class), database, before, after, runs);
            }
            whole(center, days.after());
            rehearse(center);
        } finally {
            Command.of("rm", "-rf", folder.toString()).run();
        }
    }

    /// Only finds what is due, and takes it back.
    private static void find(Images images, Database database, Bundle before, Bundle after, int runs) {
        Sample compared = new Sample();
        Sample found = new Sample();
        Sample both = new Sample();
        int due = 0;
        String digest = before.identity().digest().toString();
        for (int run = 0; run < runs; run++) {
            long begin = System.nanoTime();
            Rematch rematch = new Rematch(before, after);
            long middle = System.nanoTime();
            due = images.due(rematch, digest, after.identity());
            long end = System.nanoTime();
            compared.add((middle - begin) / 1e6);
            found.add((end - middle) / 1e6);
            both.add((end - begin) / 1e6);
            database.write(
                    transaction -> transaction.change("update image set due = false, bundle_digest = ?", digest));
        }
        Report.values("compare the bundles", compared, "ms");
        Report.values("match the packages again and find their images", found, "ms");
        Report.values("both (bar: 1000)", both, "ms");
        Report.line(due + " images have other findings than before");
    }

    private static void whole(TestCenter center, Path after) throws Exception {
        Database database = center.part(Database.class);
        double imported = seconds(() -> importBundle(center, after));
        double matched = seconds(() -> awaitNothingDue(database));
        Report.line("imported in %.2f s, then all due images matched and judged again in %.1f s"
                .formatted(imported, matched));
        Report.line(database.read(t -> t.number("select count(*) from finding_change")) + " changes of "
                + database.read(t -> t.number("select count(*) from finding")) + " findings");
    }

    /// A draft is asked of all images, part after part as the console asks.
    private static void rehearse(TestCenter center) {
        Sample parts = new Sample();
        int looked = 0;
        int stopped = 0;
        String cursor = "";
        long beginning = System.nanoTime();
        do {
            long begin = System.nanoTime();
            JsonNode part = center.call(
                            "POST",
                            "/api/v1/policy-drafts/rehearsal?limit=" + REHEARSED_AT_ONCE + cursor,
                            center.administrator(),
                            DRAFT)
                    .json();
            parts.add((System.nanoTime() - begin) / 1e6);
            looked += part.path("looked").asInt();
            stopped += part.path("items").size();
            cursor = part.has("next") ? "&cursor=" + part.path("next").asString() : "";
        } while (!cursor.isEmpty());
        Report.values("rehearsal of a draft, a part of " + REHEARSED_AT_ONCE + " images", parts, "ms");
        Report.line("rehearsed on %d images in %.1f s: %d would be stopped"
                .formatted(looked, (System.nanoTime() - beginning) / 1e9, stopped));
    }

    private static void importBundle(TestCenter center, Path bundle) {
        try {
            TestCenter.Answer answer = center.send(
                    HttpRequest.newBuilder(URI.create(center.url() + "/api/v1/intelligence/bundle"))
                            .header("Content-Type", "application/octet-stream")
                            .PUT(HttpRequest.BodyPublishers.ofFile(bundle)),
                    center.administrator());
            if (answer.status() != 200) {
                throw new IllegalStateException("the bundle was refused: " + answer.json());
            }
        } catch (java.io.FileNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitNothingDue(Database database) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (database.read(t -> t.number("select count(*) from image where due")) > 0) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("images are still due after " + LONGEST);
            }
            LockSupport.parkNanos(POLLED.toNanos());
        }
    }

    private static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
