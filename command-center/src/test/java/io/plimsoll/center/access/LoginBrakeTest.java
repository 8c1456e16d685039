package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginBrakeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;
    private final LoginBrake brake = new LoginBrake(3, Duration.ofMinutes(10), new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void isOffForThoseWhoNeverFailed() {
        assertThat(brake.isOn("a")).isFalse();
    }

    @Test
    void isOnAfterTheAllowedFailuresUntilTheFirstOfThemIsOld() {
        brake.failed("a");
        now = NOON.plusSeconds(60);
        brake.failed("a");
        assertThat(brake.isOn("a")).isFalse();
        brake.failed("a");
        assertThat(brake.isOn("a")).isTrue();
        assertThat(brake.isOn("b")).isFalse();
        now = NOON.plusSeconds(601);
        assertThat(brake.isOn("a")).isFalse();
    }

    @Test
    void locksForOneStretchFromTheLastFailureInARowAndCountsAnewAfterIt() {
        for (int hours = 2; hours >= 0; hours--) {
            assertThat(brake.lockedUntil("a")).isEmpty();
            brake.failedInARow("a", NOON.minus(Duration.ofHours(hours)));
        }
        assertThat(brake.lockedUntil("a")).contains(NOON.plusSeconds(600));
        now = NOON.plusSeconds(599);
        assertThat(brake.lockedUntil("a")).contains(NOON.plusSeconds(600));
        now = NOON.plusSeconds(600);
        assertThat(brake.lockedUntil("a")).isEmpty();
        brake.failedInARow("a", now);
        assertThat(brake.lockedUntil("a")).isEmpty();
    }

    @Test
    void aFloodOfNamesCostsNoMemory() {
        for (int i = 0; i < 3; i++) {
            brake.failed("victim");
        }
        for (int i = 0; i < 20_000; i++) {
            brake.failed("name-" + i);
        }
        assertThat(brake.isOn("name-1")).isFalse();
    }
}
