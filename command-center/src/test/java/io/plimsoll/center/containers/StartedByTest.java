package io.plimsoll.center.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartedByTest {
    @Test
    void nobodyIsKnownWhereNoLabelSaysIt() {
        assertThat(StartedBy.of(Map.of())).isEqualTo("unknown (engine API)");
        assertThat(StartedBy.of(Map.of("team", "shop", "com.docker.compose.project", " ")))
                .isEqualTo("unknown (engine API)");
    }

    @ParameterizedTest
    @CsvSource({
        "com.docker.compose.project, shop, Compose: shop",
        "io.podman.compose.project, shop, Compose: shop",
        "com.docker.stack.namespace, shop, Swarm: shop",
        "com.docker.swarm.service.name, shop_web, Swarm: shop_web",
        "PODMAN_SYSTEMD_UNIT, web.service, systemd: web.service",
        "io.kubernetes.pod.name, web-1, Kubernetes: default/web-1",
    })
    void toolsKnowTheirContainersAgainByALabel(String label, String value, String expected) {
        assertThat(StartedBy.of(Map.of(label, value))).isEqualTo(expected);
    }

    @Test
    void theWiderThingIsNamed() {
        assertThat(StartedBy.of(
                        Map.of("com.docker.swarm.service.name", "shop_web", "com.docker.stack.namespace", "shop")))
                .isEqualTo("Swarm: shop");
        assertThat(StartedBy.of(Map.of("io.kubernetes.pod.name", "web-1", "io.kubernetes.pod.namespace", "shop")))
                .isEqualTo("Kubernetes: shop/web-1");
    }
}
