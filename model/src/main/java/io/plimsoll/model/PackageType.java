package io.plimsoll.model;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of packages that the scanner knows, by their package-url type (package-url specification, "Known types").
public enum PackageType {
    DEB("deb"),
    NPM("npm"),
    MAVEN("maven");

    private final String purlType;

    PackageType(String purlType) {
        this.purlType = purlType;
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
