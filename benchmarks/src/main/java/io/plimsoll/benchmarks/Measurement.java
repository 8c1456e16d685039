package io.plimsoll.benchmarks;

/// One thing that is measured, and printed.
interface Measurement {
    void make(Options options) throws Exception;
}
