package io.plimsoll.center.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void nothingIsInheritedFromNothing() {
        assertThat(Labels.effective(List.of(Map.of(), Map.of()))).isEmpty();
    }

    @Test
    void theNearestLabelCounts() {
        assertThat(Labels.effective(List.of(Map.of("owner", "shop"), Map.of("owner", "platform", "purpose", "web"))))
                .isEqualTo(Map.of("owner", "shop", "purpose", "web"));
    }

    @Test
    void theMostSensitiveScopeCountsWhereverItStands() {
        assertThat(Labels.effective(List.of(
                        Map.of("pci-scope", "out"), Map.of("pci-scope", "connected"), Map.of("pci-scope", "cde"))))
                .isEqualTo(Map.of("pci-scope", "cde"));
        assertThat(Labels.effective(List.of(Map.of(), Map.of("pci-scope", "out"))))
                .isEqualTo(Map.of("pci-scope", "out"));
    }
}
