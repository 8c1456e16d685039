package io.plimsoll.advisories.versions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Three versions, a line each, in every scheme: none can be placed that cannot be compared, a version equals
/// itself, the order of two is that of the other two turned round, and it is the same order for all three.
public final class OrderTarget {
    private static final List<String> ECOSYSTEMS = List.of(
            "Debian:12",
            "AlmaLinux:9",
            "Alpine:v3.20",
            "npm",
            "Pub",
            "PyPI",
            "RubyGems",
            "Packagist",
            "NuGet",
            "Go",
            "CRAN");

    private OrderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String[] versions = new String(input, StandardCharsets.UTF_8).split("\n", 4);
        if (versions.length < 3) {
            return;
        }
        for (String ecosystem : ECOSYSTEMS) {
            Optional<VersionScheme> scheme = VersionScheme.ofEcosystem(ecosystem);
            check(ecosystem, scheme.orElseThrow(), versions[0], versions[1], versions[2]);
        }
    }

    private static void check(String ecosystem, VersionScheme scheme, String a, String b, String c) {
        if (!scheme.isReadable(a) || !scheme.isReadable(b) || !scheme.isReadable(c)) {
            return;
        }
        int ab = Integer.signum(scheme.compare(a, b));
        int bc = Integer.signum(scheme.compare(b, c));
        int ac = Integer.signum(scheme.compare(a, c));
        boolean isOrder = scheme.compare(a, a) == 0
                && ab == -Integer.signum(scheme.compare(b, a))
                && (ab != bc || ac == ab)
                && (ab != 0 || ac == bc)
                && (bc != 0 || ac == ab);
        if (!isOrder) {
            throw new IllegalStateException(ecosystem + ": '" + a + "' '" + b + "' '" + c + "' are in no order");
        }
    }
}
