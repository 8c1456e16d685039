package io.plimsoll.advisories.versions;

import io.plimsoll.model.PackageType;
import java.util.Optional;
import java.util.OptionalInt;

/// How versions of each kind of package are ordered, whoever published the package.
public final class PackageVersions {
    private PackageVersions() {}

    /// Negative, zero or positive as `a` is older than, the same as or newer than `b`; empty where the scheme of that
    /// kind of package is not known, or cannot place one of them.
    public static OptionalInt compare(PackageType type, String a, String b) {
        Optional<VersionScheme> scheme = scheme(type);
        return scheme.isPresent() && scheme.get().isReadable(a) && scheme.get().isReadable(b)
                ? OptionalInt.of(scheme.get().compare(a, b))
                : OptionalInt.empty();
    }

    private static Optional<VersionScheme> scheme(PackageType type) {
        return switch (type) {
            case DEB -> Optional.of(DebianVersions.INSTANCE);
            case APK -> Optional.of(ApkVersions.INSTANCE);
            case RPM -> Optional.of(RpmVersions.INSTANCE);
            case NPM, CARGO, HEX -> Optional.of(SemanticVersions.INSTANCE);
            case MAVEN -> Optional.of(MavenVersions.INSTANCE);
            case PYPI -> Optional.of(PythonVersions.INSTANCE);
            case GOLANG -> Optional.of(GoVersions.INSTANCE);
            case GEM -> Optional.of(GemVersions.INSTANCE);
            case COMPOSER -> Optional.of(ComposerVersions.INSTANCE);
            case NUGET -> Optional.of(NuGetVersions.INSTANCE);
            case CRAN -> Optional.of(CranVersions.INSTANCE);
            case PUB -> Optional.of(PubVersions.INSTANCE);
            case GENERIC -> Optional.of(GenericVersions.INSTANCE);
            case CONDA -> Optional.empty();
        };
    }
}
