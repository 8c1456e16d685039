package io.plimsoll.feeds.osv;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern RED_HAT_REPOSITORY =
            Pattern.compile("(Red Hat:enterprise_linux:[0-9]{1,2})(?:\\.[0-9]{1,2})?(?:::.*)?");

    private OsvEcosystems() {}

    static boolean isOne(String name) {
        return DEFINED.contains(name);
    }

    /// What packages of an ecosystem are looked up under. Red Hat speaks of each repository of a release, by its
    /// platform name (`Red Hat:enterprise_linux:9::appstream`), where an installed package only shows the release.
    /// Releases with extended support (`rhel_eus`) get fixes of their own, and stay apart.
    static String matched(String ecosystem) {
        Matcher repository = RED_HAT_REPOSITORY.matcher(ecosystem);
        return repository.matches() ? repository.group(1) : ecosystem;
    }
}
