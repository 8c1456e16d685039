package io.plimsoll.center.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDigestTest {
    @Test
    void tellsApartWhatWouldReadAlikeWithoutLengths() {
        Digest whole = new TextDigest().add("ab").add("c").digest();
        assertThat(whole)
                .isEqualTo(new TextDigest().add("ab").add("c").digest())
                .isNotEqualTo(new TextDigest().add("a").add("bc").digest())
                .isNotEqualTo(new TextDigest().add("abc").digest());
        assertThat(lists(List.of("a"), List.of("b"))).isNotEqualTo(lists(List.of("a", "b"), List.of()));
    }

    private static Digest lists(List<String> one, List<String> other) {
        return new TextDigest().addAll(one).addAll(other).digest();
    }
}
