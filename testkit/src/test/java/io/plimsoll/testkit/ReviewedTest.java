package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewedTest {
    private static final String HEAD = "what\tids\twhy";

    @Test
    void withoutALineNothingDiffers() {
        assertThat(Reviewed.of(List.of()).holds("lodash", "CVE-1")).isFalse();
        assertThat(Reviewed.of(List.of(HEAD)).unused()).isEmpty();
    }

    @Test
    void aLineIsUsedWhenEachOfItsThingsWasAskedFor() {
        Reviewed reviewed = Reviewed.of(List.of(HEAD, "lodash\tCVE-1,CVE-2\ta reason"));

        assertThat(reviewed.holds("lodash", "CVE-1")).isTrue();
        assertThat(reviewed.holds("lodash", "CVE-3")).isFalse();
        assertThat(reviewed.unused()).containsExactly(List.of("lodash", "CVE-2"));
    }

    @Test
    void refusesALineWithoutReasonAndOneThatIsThereTwice() {
        assertThatThrownBy(() -> Reviewed.of(List.of(HEAD, "lodash\tCVE-1\t "))).hasMessageContaining("lodash\tCVE-1");
        assertThatThrownBy(() -> Reviewed.of(List.of(HEAD, "lodash\tCVE-1"))).hasMessageContaining("lodash\tCVE-1");
        assertThatThrownBy(() -> Reviewed.of(List.of(HEAD, "a\tCVE-1,CVE-1\tx")))
                .hasMessageContaining("[a, CVE-1]");
    }
}
