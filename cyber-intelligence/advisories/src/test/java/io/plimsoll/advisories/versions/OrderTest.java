package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every scheme is one order, whatever it is given: random versions of few and colliding parts, from a fixed seed.
/// Maven's is left out: to Maven any text is a version, and on some (`00`, `0.rc.`) our reading of its rules is no
/// order.
class OrderTest {
    private static final List<String> PARTS = List.of(
            "0", "00", "1", "01", "10", ".", ".", ".", "-", "_", "~", "^", "+", ":", "!", "a", "b", "p", "rc", "alpha",
            "beta", "pre", "post", "dev", "-r1", "_p", "_rc2", "x", "-RC", "v", "~1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Debian",
                "Rocky Linux",
                "Alpine",
                "npm",
                "PyPI",
                "RubyGems",
                "Packagist",
                "NuGet",
                "Go",
                "CRAN",
                "Pub",
                "generic:nginx"
            })
    void isOneOrder(String ecosystem) {
        VersionScheme scheme = VersionScheme.ofEcosystem(ecosystem).orElseThrow();
        List<String> versions = versions(scheme, new Random(20261128));
        for (String a : versions) {
            for (String b : versions) {
                int order = Integer.signum(scheme.compare(a, b));
                assertThat(Integer.signum(scheme.compare(b, a)))
                        .as("%s and %s, both ways", a, b)
                        .isEqualTo(-order);
            }
        }
        List<String> sorted = versions.stream().sorted(scheme).toList();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i; j < sorted.size(); j++) {
                assertThat(scheme.compare(sorted.get(i), sorted.get(j)))
                        .as("%s comes before %s", sorted.get(i), sorted.get(j))
                        .isNotPositive();
            }
        }
    }

    private static List<String> versions(VersionScheme scheme, Random random) {
        List<String> versions = new ArrayList<>();
        for (int tries = 0; versions.size() < 150 && tries < 1_000_000; tries++) {
            StringBuilder version = new StringBuilder(random.nextBoolean() ? "1" : "0");
            for (int parts = random.nextInt(7); parts > 0; parts--) {
                version.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            if (scheme.isReadable(version.toString())) {
                versions.add(version.toString());
            }
        }
        assertThat(versions).hasSize(150);
        return versions;
    }
}
