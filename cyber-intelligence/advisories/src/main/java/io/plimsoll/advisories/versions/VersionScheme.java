package io.plimsoll.advisories.versions;

import java.util.Comparator;
import java.util.Optional;

/// How one ecosystem orders its versions.
public sealed interface VersionScheme extends Comparator<String>
        permits DebianVersions, MavenVersions, SemanticVersions {
    /// The longest version that is read. Real ones stay below a hundred characters; a hostile one must not cost time.
    int MAX_LENGTH = 256;

    /// Whether this scheme can place the text. What it cannot place must not be compared, and is never called safe.
    boolean isReadable(String version);

    /// Negative, zero or positive as `a` is older than, the same as or newer than `b`. Both must be readable.
    @Override
    int compare(String a, String b);

    /// The scheme of an ecosystem as OSV names it (OSV schema, "affected[].package"), such as `Debian:12` or `npm`;
    /// empty for ecosystems whose order we do not know yet.
    static Optional<VersionScheme> ofEcosystem(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
            case "Debian", "Ubuntu" -> Optional.of(DebianVersions.INSTANCE);
            case "npm" -> Optional.of(SemanticVersions.INSTANCE);
            case "Maven" -> Optional.of(MavenVersions.INSTANCE);
            default -> Optional.empty();
        };
    }
}
