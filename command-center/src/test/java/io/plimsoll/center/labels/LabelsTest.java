package io.plimsoll.center.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void nothingIsInheritedFromNothing() {
        assertThat(Labels.counting(List.of(container(Map.of()), host(Map.of()))))
                .isEmpty();
    }

    @Test
    void theNearestLabelCountsAndSaysWhereItStands() {
        Map<String, CountingLabel> counting = Labels.counting(
                List.of(container(Map.of("owner", "shop")), host(Map.of("owner", "platform", "purpose", "web"))));
        assertThat(Labels.values(counting)).isEqualTo(Map.of("owner", "shop", "purpose", "web"));
        assertThat(place(counting, "owner")).isEqualTo("c1");
        assertThat(place(counting, "purpose")).isEqualTo("h1");
    }

    @Test
    void theMostSensitiveScopeCountsWhereverItStands() {
        Map<String, CountingLabel> counting = Labels.counting(List.of(
                container(Map.of("pci-scope", "out")),
                new LabelledAsset(AssetKind.SERVICE, "shop", "shop", Map.of("pci-scope", "cde")),
                host(Map.of("pci-scope", "cde"))));
        assertThat(Labels.values(counting)).isEqualTo(Map.of("pci-scope", "cde"));
        assertThat(place(counting, "pci-scope")).as("of equal ones the nearest").isEqualTo("shop");
        assertThat(Labels.values(Labels.counting(List.of(container(Map.of()), host(Map.of("pci-scope", "out"))))))
                .isEqualTo(Map.of("pci-scope", "out"));
    }

    private static String place(Map<String, CountingLabel> counting, String key) {
        return Objects.requireNonNull(counting.get(key)).from().id();
    }

    private static LabelledAsset container(Map<String, String> labels) {
        return new LabelledAsset(AssetKind.CONTAINER, "c1", "web", labels);
    }

    private static LabelledAsset host(Map<String, String> labels) {
        return new LabelledAsset(AssetKind.HOST, "h1", "web-1", labels);
    }
}
