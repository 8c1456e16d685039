package io.plimsoll.center.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] SECRET = "hunter2".getBytes(StandardCharsets.UTF_8);
    private final Seal seal = new Seal(key(1));

    @Test
    void opensAnEmptySecret() {
        assertThat(seal.open(seal.close(new byte[0], "row"), "row")).isEmpty();
    }

    @Test
    void opensWhatItClosedAndNeverClosesTheSameWayTwice() {
        String sealed = seal.close(SECRET, "row");
        assertThat(seal.open(sealed, "row")).isEqualTo(SECRET);
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("hunter2");
        assertThat(seal.close(SECRET, "row")).isNotEqualTo(sealed);
    }

    @Test
    void opensNothingOfAnotherRowOrAnotherInstallation() {
        String sealed = seal.close(SECRET, "row");
        assertThatThrownBy(() -> seal.open(sealed, "other row"))
                .isInstanceOf(KeyFailure.class)
                .hasMessageContaining("other row")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new Seal(key(2)).open(sealed, "row")).isInstanceOf(KeyFailure.class);
    }

    @Test
    void opensNothingThatWasTouchedOrCutOff() {
        byte[] sealed = Base64.getDecoder().decode(seal.close(SECRET, "row"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] touched = sealed.clone();
            touched[i] ^= 1;
            assertStaysClosed(touched);
            assertStaysClosed(Arrays.copyOf(sealed, i));
        }
        assertThatThrownBy(() -> seal.open("no Base64!", "row")).isInstanceOf(KeyFailure.class);
    }

    private void assertStaysClosed(byte[] sealed) {
        String text = Base64.getEncoder().encodeToString(sealed);
        assertThatThrownBy(() -> seal.open(text, "row")).as(text).isInstanceOf(KeyFailure.class);
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return key;
    }
}
