package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void asksNothingOfAnImageWithoutName() {
        assertThat(Scope.ALL.covers(List.of())).isTrue();
        assertThat(Scope.ALL.isGlobal()).isTrue();
        assertThat(new Scope(List.of("*")).covers(List.of())).isTrue();
        assertThat(new Scope(List.of("shop/*")).covers(List.of())).isFalse();
        assertThat(registry("docker.io").covers(List.of())).isFalse();
    }

    @Test
    void tellsRegistryAndRepositoryApartAsEnginesDo() {
        assertThat(registry("docker.io").covers(List.of("nginx:1.27"))).isTrue();
        assertThat(registry("docker.io").covers(List.of("registry.shop.test/web:1")))
                .isFalse();
        assertThat(registry("*.shop.test:5000").covers(List.of("registry.shop.test:5000/web")))
                .isTrue();
        assertThat(registry("localhost").covers(List.of("localhost/web:1"))).isTrue();
        assertThat(repository("nginx").covers(List.of("docker.io/library/nginx:1.27")))
                .isTrue();
        assertThat(repository("shop/web").covers(List.of("registry.shop.test:5000/shop/web:1.4")))
                .isTrue();
        assertThat(repository("shop/web").covers(List.of("shop/web@sha256:" + "0".repeat(64))))
                .isTrue();
        assertThat(repository("shop/web").covers(List.of("shop/web2:1"))).isFalse();
    }

    @Test
    void asksEverythingOfTheSameName() {
        Scope scope = new Scope(List.of("*:prod"), List.of("a.test"), List.of("web"), Map.of());
        assertThat(scope.covers(List.of("a.test/web:dev", "b.test/web:prod"))).isFalse();
        assertThat(scope.covers(List.of("a.test/web:dev", "a.test/web:prod"))).isTrue();
    }

    @Test
    void takesLabelsThatNobodyHasReadForAny() {
        Scope scope = new Scope(List.of(), List.of(), List.of(), Map.of("team", "shop", "tier", "*"));
        assertThat(scope.covers(image(ScanState.SCANNED, Map.of("team", "shop", "tier", "1"))))
                .isTrue();
        assertThat(scope.covers(image(ScanState.SCANNED, Map.of("team", "shop"))))
                .isFalse();
        assertThat(scope.covers(image(ScanState.UNSCANNED, Map.of()))).isTrue();
        assertThat(scope.isGlobal()).isFalse();
    }

    private static ImageFacts image(ScanState state, Map<String, String> labels) {
        return new ImageFacts(List.of("a:1"), state, List.of(), false, labels, List.of(), List.of());
    }

    private static Scope registry(String pattern) {
        return new Scope(List.of(), List.of(pattern), List.of(), Map.of());
    }

    private static Scope repository(String pattern) {
        return new Scope(List.of(), List.of(), List.of(pattern), Map.of());
    }
}
