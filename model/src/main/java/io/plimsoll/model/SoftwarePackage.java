package io.plimsoll.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One installed package, as found at one place of an image.
///
/// @param name the ecosystem's own name: Debian binary package, `@scope/name` for npm, `group:artifact` for Maven
/// @param version as the ecosystem writes it; empty where it could not be told
/// @param type its kind
/// @param purl its package URL (package-url specification), with `distro` and `upstream` qualifiers for Debian
/// @param source the source package that it was built from, where the distribution has such a thing
/// @param architecture as the package says, such as `amd64`; empty where there is none
/// @param path where the evidence lies, from the root of the image, with `!/` between nested archives, such as
///     `/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar`
/// @param layer diff id of the layer that brought it; null in a plain folder
/// @param licences as the package itself names them, mostly SPDX expressions; empty where it names none
/// @param owner name of the distribution's package that the file at `path` belongs to; empty where it belongs to none
/// @param scope `development` where a lock file says that only developers need it, else empty
public record SoftwarePackage(
        String name,
        String version,
        PackageType type,
        String purl,
        @Nullable Source source,
        String architecture,
        String path,
        @Nullable Digest layer,
        List<String> licences,
        String owner,
        String scope) {
    public SoftwarePackage {
        licences = List.copyOf(licences);
    }

    /// A package of which nothing more is known.
    public SoftwarePackage(
            String name,
            String version,
            PackageType type,
            String purl,
            @Nullable Source source,
            String architecture,
            String path,
            @Nullable Digest layer) {
        this(name, version, type, purl, source, architecture, path, layer, List.of(), "", "");
    }

    /// A source package.
    public record Source(String name, String version) {}

    /// The same with the licences that it names.
    public SoftwarePackage licensed(List<String> named) {
        return new SoftwarePackage(name, version, type, purl, source, architecture, path, layer, named, owner, scope);
    }

    /// The same, brought by a package of the distribution.
    public SoftwarePackage ownedBy(String distributionPackage) {
        return new SoftwarePackage(
                name, version, type, purl, source, architecture, path, layer, licences, distributionPackage, scope);
    }

    /// What advisories of a distribution are about: the source where there is one, else the package itself.
    public Source advisedAs() {
        return Optional.ofNullable(source).orElse(new Source(name, version));
    }
}
