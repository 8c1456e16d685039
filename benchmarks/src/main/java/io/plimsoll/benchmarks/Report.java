package io.plimsoll.benchmarks;

import io.plimsoll.benchmarks.Sample.Interval;
import java.util.Locale;

/// Figures as a table of text.
final class Report {
    private Report() {}

    static void title(String text) {
        System.out.printf("%n%s%n", text);
    }

    /// One line of values of their own.
    static void values(String what, Sample sample, String unit) {
        Interval interval = sample.medianInterval();
        line(String.format(
                Locale.ROOT,
                "%-60s n %6d   median %10.2f %s   95 %% interval %.2f to %.2f   p95 %.2f   p99 %.2f",
                what,
                sample.size(),
                sample.median(),
                unit,
                interval.low(),
                interval.high(),
                sample.quantile(0.95),
                sample.quantile(0.99)));
    }

    /// What was added to a base by something, as the median of the differences of pairs.
    static void added(String what, Sample with, Sample without, String unit) {
        Sample differences = with.minus(without);
        Interval interval = differences.medianInterval();
        double base = without.median();
        line(String.format(
                Locale.ROOT,
                "%-60s n %6d   median %+10.2f %s   95 %% interval %+.2f to %+.2f   (%+.2f %%, %+.2f to %+.2f)",
                what,
                differences.size(),
                differences.median(),
                unit,
                interval.low(),
                interval.high(),
                100 * differences.median() / base,
                100 * interval.low() / base,
                100 * interval.high() / base));
    }

    static void line(String text) {
        System.out.println("  " + text);
    }
}
