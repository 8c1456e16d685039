package io.plimsoll.center.enforcers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final long SECOND = 1_000_000_000L;

    private final Quota quota = new Quota(100, 1_000, 0);

    @Test
    void letsABurstPassAndThenSlowsDownToTheRate() {
        assertThat(quota.take(1_000, 0)).isEqualTo(Duration.ZERO);
        assertThat(quota.take(100, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(quota.take(100, SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(quota.take(100, 3 * SECOND)).isEqualTo(Duration.ZERO);
    }

    @Test
    void theReserveNeverGrowsBeyondItself() {
        assertThat(quota.take(0, 1_000_000 * SECOND)).isEqualTo(Duration.ZERO);
        assertThat(quota.take(1_001, 1_000_000 * SECOND)).isGreaterThan(Duration.ZERO);
    }
}
