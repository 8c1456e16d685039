package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.enforcer.kernel.KernelFeatures.Feature;
import io.plimsoll.enforcer.kernel.Support.CouldNotTell;
import io.plimsoll.enforcer.kernel.Support.Supported;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KernelFeaturesIT {
    @Test
    void cannotTellWhatWasNotTried() {
        assertThat(new KernelFeatures(Map.of()).of(Feature.SENTINEL)).isInstanceOf(CouldNotTell.class);
        assertThat(new KernelFeatures(Map.of()).has(Feature.SENTINEL)).isFalse();
    }

    @Test
    @Tag("kernel")
    void findsEveryFeatureThatTheExecGateNeedsHere() {
        KernelTests.assumeRootOnLinux();
        KernelFeatures features = KernelFeatures.probe();
        System.out.println("kernel features of this host: " + features.support());
        assertThat(features.support())
                .containsOnlyKeys(Feature.values())
                .allSatisfy((_, support) -> assertThat(support).isInstanceOf(Supported.class));
    }
}
