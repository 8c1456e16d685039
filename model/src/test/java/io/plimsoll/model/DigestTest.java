package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
    /// FIPS 180-2 test vector.
    private static final String OF_ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void refusesTheEmptyText() {
        assertThatThrownBy(() -> Digest.parse("")).hasMessageContaining("not a sha256 digest");
    }

    @Test
    void isTheSha256OfTheBytesAndReadsBackWhatItWrites() {
        Digest digest = Digest.of("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(digest).hasToString(OF_ABC).isEqualTo(Digest.parse(OF_ABC));
    }

    @Test
    void refusesUpperCaseShortAndForeignDigests() {
        assertThatThrownBy(() -> Digest.parse(OF_ABC.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.parse(OF_ABC.substring(0, 60))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.parse("md5:d41d8cd98f00b204e9800998ecf8427e"))
                .hasMessageContaining("md5:");
    }
}
