package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.matching.NotAssessed.Cause;
import io.plimsoll.advisories.versions.VersionScheme;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.SoftwarePackage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an installed package is called where advisories are looked up.
sealed interface Subject {
    /// A package that can be looked up and compared.
    ///
    /// @param remark what a finding must say of how the package was recognised; empty where there is nothing to say
    record Known(AdvisedPackage advised, String version, VersionScheme scheme, String remark) implements Subject {
        /// Whether this is a Java archive of which only the artifact's name is known.
        boolean lacksGroup() {
            return advised.ecosystem().equals("Maven") && advised.name().indexOf(':') < 0;
        }
    }

    /// A package that cannot, for [NotAssessed].
    record Unknown(String ecosystem, Cause cause, String reason) implements Subject {}

    static Subject of(SoftwarePackage software, @Nullable Distribution distribution) {
        return switch (software.type()) {
            case NPM -> known("npm", software.name(), software.version());
            case MAVEN -> known("Maven", software.name(), software.version());
            case PYPI -> known("PyPI", software.name(), software.version());
            case GOLANG -> known("Go", software.name(), software.version());
            case CARGO -> known("crates.io", software.name(), software.version());
            case GEM -> known("RubyGems", software.name(), software.version());
            case COMPOSER -> known("Packagist", software.name(), software.version());
            case NUGET -> known("NuGet", software.name(), software.version());
            case CRAN -> known("CRAN", software.name(), software.version());
            case HEX -> known("Hex", software.name(), software.version());
            case PUB -> known("Pub", software.name(), software.version());
            case CONDA -> known("conda", software.name(), software.version());
            case GENERIC -> known(program(software.name()), software.name(), software.version());
            case DEB, APK, RPM -> ofDistributionPackage(software, distribution);
        };
    }

    /// Each program is an ecosystem of its own: a bundle covers those that it knows.
    private static String program(String name) {
        return Release.isWord(name) ? "generic:" + name : "generic";
    }

    private static Subject ofDistributionPackage(SoftwarePackage software, @Nullable Distribution distribution) {
        if (distribution == null) {
            return new Unknown(
                    software.type().purlType(),
                    Cause.RELEASE_UNKNOWN,
                    "no os-release was found, so it is unknown which release's data applies");
        }
        return Release.ecosystem(distribution)
                .map(ecosystem -> inRelease(ecosystem, software))
                .orElseGet(() -> releaseUnknown(distribution));
    }

    private static Subject inRelease(String ecosystem, SoftwarePackage software) {
        SoftwarePackage.Source source = software.advisedAs();
        return Release.namesAsInstalled(ecosystem)
                ? known(ecosystem, software.name(), software.version())
                : known(ecosystem, source.name(), source.version());
    }

    private static Subject releaseUnknown(Distribution distribution) {
        return new Unknown(
                Release.isWord(distribution.id()) ? distribution.id() : "deb",
                Cause.RELEASE_UNKNOWN,
                Printable.quoted(distribution.prettyName()) + " (version "
                        + Printable.quoted(distribution.versionId()) + ", codename "
                        + Printable.quoted(distribution.codename())
                        + ") is no numbered release that advisories speak about");
    }

    private static Subject known(String ecosystem, String name, String version) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            return new Unknown(ecosystem, Cause.NAME_UNREADABLE, Printable.quoted(name) + " is not a name");
        }
        if (version.isBlank()) {
            return new Unknown(ecosystem, Cause.VERSION_MISSING, Printable.quoted(name) + " has no version");
        }
        Optional<VersionScheme> scheme = VersionScheme.ofEcosystem(ecosystem);
        if (scheme.isEmpty()) {
            return new Unknown(
                    ecosystem,
                    Cause.NOT_COVERED,
                    "no advisories are read for " + ecosystem + ", whose versions are not understood yet");
        }
        if (!scheme.get().isReadable(version)) {
            return new Unknown(
                    ecosystem,
                    Cause.VERSION_UNREADABLE,
                    Printable.quoted(version) + " of " + Printable.quoted(name) + " is not a version as " + ecosystem
                            + " writes them");
        }
        return new Known(new AdvisedPackage(ecosystem, name), version, scheme.get(), "");
    }
}
