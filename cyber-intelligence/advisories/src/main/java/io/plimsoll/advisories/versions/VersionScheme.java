package io.plimsoll.advisories.versions;

import java.util.Comparator;
import java.util.Optional;

/// How one ecosystem orders its versions.
public sealed interface VersionScheme extends Comparator<String>
        permits ApkVersions,
                ComposerVersions,
                CranVersions,
                DebianVersions,
                GemVersions,
                GenericVersions,
                GoVersions,
                MavenVersions,
                NuGetVersions,
                PubVersions,
                PythonVersions,
                RpmVersions,
                SemanticVersions {
    /// The longest version that is read. Real ones stay below a hundred characters; a hostile one must not cost time.
    int MAX_LENGTH = 256;

    /// Whether this scheme can place the text. What it cannot place must not be compared, and is never called safe.
    boolean isReadable(String version);

    /// Negative, zero or positive as `a` is older than, the same as or newer than `b`. Both must be readable.
    @Override
    int compare(String a, String b);

    /// The scheme of an ecosystem as OSV names it (OSV schema, "affected[].package"), such as `Debian:12` or
    /// `npm`, or of a program without a package, such as `generic:nginx`; empty for ecosystems whose order we
    /// do not know yet.
    static Optional<VersionScheme> ofEcosystem(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
            case "Debian", "Ubuntu" -> Optional.of(DebianVersions.INSTANCE);
            case "AlmaLinux",
                    "Amazon Linux",
                    "Azure Linux",
                    "CentOS",
                    "Fedora",
                    "Mageia",
                    "Oracle Linux",
                    "Photon OS",
                    "Red Hat",
                    "Rocky Linux",
                    "SUSE",
                    "openEuler",
                    "openSUSE" -> Optional.of(RpmVersions.INSTANCE);
            case "Alpine", "Alpaquita", "BellSoft Hardened Containers", "Chainguard", "MinimOS", "Wolfi" ->
                Optional.of(ApkVersions.INSTANCE);
            case "npm", "crates.io", "Hex" -> Optional.of(SemanticVersions.INSTANCE);
            case "Pub" -> Optional.of(PubVersions.INSTANCE);
            case "PyPI" -> Optional.of(PythonVersions.INSTANCE);
            case "RubyGems" -> Optional.of(GemVersions.INSTANCE);
            case "Packagist" -> Optional.of(ComposerVersions.INSTANCE);
            case "NuGet" -> Optional.of(NuGetVersions.INSTANCE);
            case "Go" -> Optional.of(GoVersions.INSTANCE);
            case "CRAN", "Hackage" -> Optional.of(CranVersions.INSTANCE);
            case "Maven" -> Optional.of(MavenVersions.INSTANCE);
            case "generic" -> Optional.of(GenericVersions.INSTANCE);
            default -> Optional.empty();
        };
    }
}
