package io.plimsoll.enforcer.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeeperCountersTest {
    @Test
    void readsNothingFromNothing() {
        assertThat(KeeperCounters.parse("")).isEqualTo(KeeperCounters.ZERO);
    }

    @Test
    void readsTheKeepersWords() {
        assertThat(
                        KeeperCounters.parse(
                                "direction=deny takeovers=2 rescued=1 allowed=0 denied=4 discarded=9 overflows=0 failed=0 held=3"))
                .isEqualTo(new KeeperCounters(2, 1, 0, 4, 0));
    }

    @Test
    void readsItsOwn() {
        KeeperCounters counters = new KeeperCounters(1, 2, 3, 4, 5);
        assertThat(KeeperCounters.parse(counters.toString())).isEqualTo(counters);
    }

    @Test
    void countsSinceThenAndFromZeroForANewKeeper() {
        KeeperCounters before = new KeeperCounters(1, 0, 0, 4, 0);
        assertThat(new KeeperCounters(2, 1, 0, 7, 0).since(before)).isEqualTo(new KeeperCounters(1, 1, 0, 3, 0));
        assertThat(new KeeperCounters(0, 0, 0, 2, 0).since(before)).isEqualTo(new KeeperCounters(0, 0, 0, 2, 0));
    }
}
