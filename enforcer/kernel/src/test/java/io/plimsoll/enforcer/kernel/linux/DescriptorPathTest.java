package io.plimsoll.enforcer.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorPathTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 99, 100, 65535, Integer.MAX_VALUE})
    void writesEveryNumber(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(new DescriptorPath(arena).of(fd).getString(0)).isEqualTo("/proc/self/fd/" + fd);
        }
    }

    @Test
    void leavesNothingOfLongerNumberBefore() {
        try (Arena arena = Arena.ofConfined()) {
            DescriptorPath path = new DescriptorPath(arena);
            path.of(12345);
            assertThat(path.of(7).getString(0)).isEqualTo("/proc/self/fd/7");
        }
    }
}
