package io.plimsoll.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Measured values of one kind, in the order in which they were measured.
final class Sample {
    private static final int RESAMPLES = 5_000;
    private static final long SEED = 4711;

    private double[] values = new double[64];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void addAll(Sample other) {
        for (int i = 0; i < other.size; i++) {
            add(other.values[i]);
        }
    }

    int size() {
        return size;
    }

    double median() {
        return quantile(0.5);
    }

    /// @param share of the values that are not above the answer, from 0 to 1
    double quantile(double share) {
        return quantile(sorted(), share);
    }

    /// The differences of the values that were measured together: this one less the other.
    Sample minus(Sample other) {
        if (size != other.size) {
            throw new IllegalArgumentException(size + " values have no pairs among " + other.size);
        }
        Sample differences = new Sample();
        for (int i = 0; i < size; i++) {
            differences.add(values[i] - other.values[i]);
        }
        return differences;
    }

    /// Where the true median lies with 95 % probability, by drawing anew from the values (percentile bootstrap).
    Interval medianInterval() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[size];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < size; j++) {
                drawn[j] = values[random.nextInt(size)];
            }
            Arrays.sort(drawn);
            medians[i] = quantile(drawn, 0.5);
        }
        Arrays.sort(medians);
        return new Interval(quantile(medians, 0.025), quantile(medians, 0.975));
    }

    private double[] sorted() {
        double[] copy = Arrays.copyOf(values, size);
        Arrays.sort(copy);
        return copy;
    }

    /// Between two values, the answer is interpolated.
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// Both ends of an interval.
    record Interval(double low, double high) {}
}
