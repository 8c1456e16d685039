package io.plimsoll.enforcer.failures;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Counts failures. Any thread may note one, decision threads too: it only counts. [FailureReport] tells about them.
public final class Failures {
    private final Map<Failure, AtomicLong> counts = new EnumMap<>(Failure.class);
    private final Map<Failure, AtomicReference<String>> details = new EnumMap<>(Failure.class);

    public Failures() {
        for (Failure failure : Failure.values()) {
            counts.put(failure, new AtomicLong());
            details.put(failure, new AtomicReference<>(""));
        }
    }

    /// Notes one failure.
    ///
    /// @param detail what happened this time, with which value
    public void note(Failure failure, String detail) {
        of(details, failure).set(detail);
        of(counts, failure).incrementAndGet();
    }

    /// How often it has happened since this process began.
    public long count(Failure failure) {
        return of(counts, failure).get();
    }

    /// What happened the last time; empty if it never did.
    public String lastDetail(Failure failure) {
        return of(details, failure).get();
    }

    private static <T> T of(Map<Failure, T> map, Failure failure) {
        return java.util.Objects.requireNonNull(map.get(failure));
    }
}
