package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedDataTest {
    @Test
    void skipsATestWhoseDataIsNotThereForAReasonThatTheLauncherKnows() {
        assertThatThrownBy(() -> SharedData.at("no/such/data"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no/such/data")
                .hasMessageContaining("PLIMSOLL_SHARED");
    }
}
