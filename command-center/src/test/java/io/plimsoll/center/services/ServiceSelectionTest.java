package io.plimsoll.center.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSelectionTest {
    private static final Map<String, String> LABELS = Map.of("team", "shop", "pci-scope", "cde");
    private static final Map<String, String> ENGINE = Map.of("com.docker.compose.project", "shop-prod", "tier", "web");

    @Test
    void whatAsksNothingSelectsNothing() {
        assertThat(selects(Map.of(), Map.of(), List.of(), List.of())).isFalse();
    }

    @Test
    void selectsByEachCriterionAndByAllTogether() {
        assertThat(selects(Map.of("team", "sh*"), Map.of(), List.of(), List.of()))
                .isTrue();
        assertThat(selects(Map.of(), Map.of("tier", "*"), List.of(), List.of())).isTrue();
        assertThat(selects(Map.of(), Map.of(), List.of("mail", "shop-*"), List.of()))
                .isTrue();
        assertThat(selects(Map.of(), Map.of(), List.of(), List.of("shop/*"))).isTrue();
        assertThat(selects(Map.of("team", "shop"), Map.of("tier", "web"), List.of("*"), List.of("*:1")))
                .isTrue();
    }

    @Test
    void everyCriterionHasToFit() {
        assertThat(selects(Map.of("team", "mail"), Map.of(), List.of(), List.of("shop/*")))
                .isFalse();
        assertThat(selects(Map.of("team", "shop", "owner", "*"), Map.of(), List.of(), List.of()))
                .isFalse();
        assertThat(selects(Map.of(), Map.of("team", "shop"), List.of(), List.of()))
                .as("a label is no engine label")
                .isFalse();
        assertThat(selects(Map.of(), Map.of(), List.of("prod"), List.of())).isFalse();
    }

    @Test
    void whatIsPartOfNoProjectFitsNoPatternOfOne() {
        assertThat(new ServiceSelection(Map.of(), Map.of(), List.of("*"), List.of()).selects(LABELS, Map.of(), "x"))
                .isFalse();
    }

    private static boolean selects(
            Map<String, String> labels, Map<String, String> engineLabels, List<String> projects, List<String> images) {
        return new ServiceSelection(labels, engineLabels, projects, images).selects(LABELS, ENGINE, "shop/web:1");
    }
}
