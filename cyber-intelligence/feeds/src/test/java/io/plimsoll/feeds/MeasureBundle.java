package io.plimsoll.feeds;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Measures what `docs/performance.md` says about the bundle. A program, not a test: its figures are read by people.
/// Arguments: folder of feeds, number of runs.
public final class MeasureBundle {
    private static final int LOOKUPS = 501;

    private MeasureBundle() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("--once")) {
            lookUp(Path.of(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path folder = Files.createTempDirectory("measure-bundle");
        Path keyFile = folder.resolve("feed.key");
        Path bundle = folder.resolve("feed.bundle");
        FeedReport report = build(Path.of(arguments[0]), bundle, keyFile);
        System.out.printf(
                "%d advisories about %d packages in %d bytes: %.0f bytes per advisory%n",
                report.advisories(), report.packages(), report.bytes(), (double) report.bytes() / report.advisories());
        int runs = Integer.parseInt(arguments[1]);
        String[] lookUp = {
            "--once", bundle.toString(), SigningKey.publicKeyFile(keyFile).toString()
        };
        long[] empty =
                IntStream.range(0, runs).mapToLong(_ -> process("-version")).toArray();
        long[] whole = IntStream.range(0, runs).mapToLong(_ -> program(lookUp)).toArray();
        System.out.printf(
                "whole process, median of %d: empty JVM %d ms, open and %d look-ups %d ms%n",
                runs, median(empty), LOOKUPS, median(whole));
    }

    private static FeedReport build(Path feeds, Path bundle, Path keyFile) {
        SigningKey key = SigningKey.loadOrCreate(keyFile);
        long start = System.nanoTime();
        FeedReport report = FeedBuild.build(feeds, bundle, key, Instant.parse("2026-11-23T00:00:00Z"));
        System.out.printf("built in %d ms, cold%n", millisSince(start));
        return report;
    }

    private static void lookUp(Path file, Path publicKey) {
        long start = System.nanoTime();
        try (Bundle bundle = Bundle.open(file, BundleTrust.in(List.of(BundleKey.read(publicKey))))) {
            long opened = millisSince(start);
            List<String> names = bundle.namesIn("Maven");
            int found = 0;
            for (int i = 0; i < LOOKUPS; i++) {
                String name = names.get(i * 7919 % names.size());
                found += bundle.statementsAbout(new AdvisedPackage("Maven", name))
                        .size();
            }
            System.out.printf("opened in %d ms, %d statements after %d ms%n", opened, found, millisSince(start));
        }
    }

    private static long program(String... arguments) {
        String[] command = {"-cp", System.getProperty("java.class.path"), MeasureBundle.class.getName()};
        return process(IntStream.range(0, command.length + arguments.length)
                .mapToObj(i -> i < command.length ? command[i] : arguments[i - command.length])
                .toArray(String[]::new));
    }

    private static long process(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        builder.command().addAll(Arrays.asList(arguments));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("the measured process failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the measured process did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return millisSince(start);
    }

    private static long median(long[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
