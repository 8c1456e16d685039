package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditedCallsTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final int HIGHEST_PID = (1 << 22) - 1;

    private final AuditedCalls calls = new AuditedCalls();

    @Test
    void findsNothingThatWasNotAdded() {
        assertThat(calls.take(1, NOW)).isFalse();
    }

    @Test
    void findsEachCallOnce() {
        calls.add(HIGHEST_PID, NOW);
        assertThat(calls.take(HIGHEST_PID, NOW + 1)).isTrue();
        assertThat(calls.take(HIGHEST_PID, NOW + 1)).isFalse();
    }

    @Test
    void forgetsOldCalls() {
        calls.add(7, NOW);
        assertThat(calls.take(7, NOW + 1000)).isFalse();
    }

    @Test
    void doesNotMistakeAnotherProcessInTheSamePlace() {
        calls.add(7, NOW);
        assertThat(calls.take(7 + 1024, NOW)).isFalse();
    }
}
