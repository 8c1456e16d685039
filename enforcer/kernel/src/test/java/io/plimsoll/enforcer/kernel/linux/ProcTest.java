package io.plimsoll.enforcer.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcTest {
    private static final String FIELDS = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20";

    @Test
    void readsWhenProcessStarted() {
        assertThat(Proc.startTicks("7 (cat) S" + FIELDS)).contains(4711L);
    }

    @Test
    void isNotMisledByTheNameOfTheCommand() {
        assertThat(Proc.startTicks("7 (a) Z 1 (b\nc) R" + FIELDS)).contains(4711L);
    }

    @Test
    void takesProcessThatWasNotWaitedForAsEnded() {
        assertThat(Proc.startTicks("7 (cat) Z" + FIELDS)).isEmpty();
        assertThat(Proc.startTicks("7 (cat) X" + FIELDS)).isEmpty();
    }

    @Test
    void knowsNothingOfProcessThatIsGone() {
        assertThat(Proc.startTicks(1L << 30)).isEmpty();
        assertThat(Proc.status(1L << 30)).isEmpty();
        assertThat(Proc.mounts(1L << 30)).isEmpty();
    }

    @Test
    void seesItself() {
        long self = ProcessHandle.current().pid();
        assertThat(Proc.startTicks(self)).isPresent();
        assertThat(Proc.status(self)).containsKey("Uid");
        assertThat(Proc.mounts(self)).isPresent();
    }
}
