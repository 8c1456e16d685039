package io.plimsoll.enforcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportedLayersTest {
    private static final Digest BASE = layer("79a5de371e7847d1c3e7dca7dc1ab7d81f1ffbd48733bf3db832a6a7e08abe27");
    private static final Digest TOP = layer("93644ea464ba8eed989f512a98297af820dc1ca9533fecc3cdc046637a075043");

    @Test
    void anImageWithoutLayersOrWithOneHasNoneWhoseNameCanBeTold() {
        assertThat(ExportedLayers.byName(List.of(), ZoneOffset.UTC)).isEmpty();
        assertThat(ExportedLayers.byName(List.of(TOP), ZoneOffset.UTC)).isEmpty();
    }

    /// As Docker 20.10.24 named them in an archive.
    @Test
    void tellsTheNameThatTheEngineWrites() {
        assertThat(ExportedLayers.byName(List.of(BASE, TOP), ZoneOffset.UTC))
                .isEqualTo(Map.of(layer("8866ed73d24add886e52f1a24f5f8710664b4526f2d3132808c2d226587e9a2b"), BASE));
    }

    @Test
    void theNameDependsOnTheLayersBelowAndOnTheZone() {
        var two = ExportedLayers.byName(List.of(BASE, TOP, TOP), ZoneOffset.UTC);
        assertThat(two).hasSize(2).containsValues(BASE, TOP);
        assertThat(ExportedLayers.byName(List.of(TOP, TOP, TOP), ZoneOffset.UTC).keySet())
                .doesNotContainAnyElementsOf(two.keySet());
        assertThat(ExportedLayers.byName(List.of(BASE, TOP), ZoneId.of("Europe/Berlin"))
                        .keySet())
                .doesNotContainAnyElementsOf(two.keySet());
    }

    private static Digest layer(String hex) {
        return Digest.parse("sha256:" + hex);
    }
}
