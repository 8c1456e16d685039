package io.plimsoll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void medianLiesBetweenTheTwoInTheMiddle() {
        assertThat(of(9, 1, 3, 4).median()).isEqualTo(3.5);
        assertThat(of(9, 1, 3).median()).isEqualTo(3);
        assertThat(of(1, 2, 3, 4, 5).quantile(0.95)).isEqualTo(4.8);
    }

    @Test
    void differencesAreOfPairs() {
        assertThat(of(3, 10, 5).minus(of(1, 2, 3)).median()).isEqualTo(2);
        assertThatThrownBy(() -> of(1).minus(of(1, 2))).hasMessageContaining("1 values have no pairs among 2");
    }

    /// Of a hundred samples about the median 50, about 95 intervals hold it.
    @Test
    void intervalHoldsTheTrueMedianAboutAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(1);
        int holds = 0;
        for (int i = 0; i < 100; i++) {
            Sample sample = new Sample();
            for (int j = 0; j < 60; j++) {
                sample.add(random.nextDouble(100));
            }
            Sample.Interval interval = sample.medianInterval();
            holds += interval.low() <= 50 && 50 <= interval.high() ? 1 : 0;
        }
        assertThat(holds).isBetween(88, 100);
    }

    private static Sample of(double... values) {
        Sample sample = new Sample();
        for (double value : values) {
            sample.add(value);
        }
        return sample;
    }
}
