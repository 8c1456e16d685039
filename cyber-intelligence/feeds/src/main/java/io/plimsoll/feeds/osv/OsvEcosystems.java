package io.plimsoll.feeds.osv;

import java.util.Set;

/// The ecosystems that OSV exports as a whole (OSV schema, "Defined ecosystems"), without their releases.
final class OsvEcosystems {
    private static final Set<String> DEFINED = Set.of(
            "AlmaLinux",
            "Alpaquita",
            "Alpine",
            "Android",
            "BellSoft Hardened Containers",
            "Bitnami",
            "CRAN",
            "Chainguard",
            "ConanCenter",
            "Debian",
            "Echo",
            "GHC",
            "GitHub Actions",
            "Go",
            "Hackage",
            "Hex",
            "Julia",
            "Kubernetes",
            "Linux",
            "Mageia",
            "Maven",
            "MinimOS",
            "NuGet",
            "OSS-Fuzz",
            "Packagist",
            "Photon OS",
            "Pub",
            "PyPI",
            "Red Hat",
            "Rocky Linux",
            "RubyGems",
            "SUSE",
            "SwiftURL",
            "Ubuntu",
            "Wolfi",
            "crates.io",
            "npm",
            "openEuler",
            "openSUSE");

    private OsvEcosystems() {}

    static boolean isOne(String name) {
        return DEFINED.contains(name);
    }
}
