package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeeperGreetingTest {
    @Test
    void readsKeeperThatHoldsNothing() {
        assertThat(KeeperGreeting.parse("plimsoll-keeper 1 pid=7 fanotify=3 held="))
                .isEqualTo(new KeeperGreeting(7, 3, Map.of()));
    }

    @Test
    void readsWhatItHolds() {
        assertThat(KeeperGreeting.parse("plimsoll-keeper 1 pid=7 fanotify=3 held=gates:5,link-exec:6"))
                .isEqualTo(new KeeperGreeting(7, 3, Map.of("gates", 5, "link-exec", 6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plimsoll-keeper 2 pid=7 fanotify=3 held=",
                "plimsoll-keeper 1 pid=x fanotify=3 held=",
                "plimsoll-keeper 1 pid=7 fanotify=3 held=gates:x"
            })
    void refusesOtherLines(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeeperGreeting.parse(line));
    }
}
