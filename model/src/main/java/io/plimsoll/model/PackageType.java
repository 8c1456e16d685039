package io.plimsoll.model;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of packages that the scanner knows, by their package-url type (package-url specification, "Known types").
public enum PackageType {
    DEB("deb"),
    APK("apk"),
    RPM("rpm"),
    NPM("npm"),
    MAVEN("maven"),
    PYPI("pypi"),
    GOLANG("golang"),
    CARGO("cargo"),
    GEM("gem"),
    COMPOSER("composer"),
    NUGET("nuget"),
    CONDA("conda"),
    CRAN("cran"),
    HEX("hex"),
    PUB("pub"),
    /// Software that no package manager knows, told by its own version strings.
    GENERIC("generic");

    private final String purlType;

    PackageType(String purlType) {
        this.purlType = purlType;
    }

    /// Whether a distribution's package manager installs it, so that advisories are those of the distribution.
    public boolean isDistributionPackage() {
        return this == DEB || this == APK || this == RPM;
    }

    /// The word of documents and package URLs, such as `deb`.
    public String purlType() {
        return purlType;
    }

    /// The kind of that word, if we know it.
    public static Optional<PackageType> ofPurlType(String word) {
        return Arrays.stream(values()).filter(t -> t.purlType.equals(word)).findFirst();
    }
}
