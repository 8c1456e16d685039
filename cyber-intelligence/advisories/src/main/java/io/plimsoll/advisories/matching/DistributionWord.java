package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.Statement;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the distribution has said about the software that it packages itself. Where it packs a library of a language
/// ecosystem, it mends it under the old version number: its word on a vulnerability counts, the ecosystem's does not.
///
/// @param answered ids of the advisories that it has answered, whatever the answer, for a package that is installed
record DistributionWord(Set<String> answered) {
    /// Where Debian Policy and its language teams put libraries that come from Debian packages; nobody else may. Some
    /// images leave out the lists of the files that a package owns, and then this is all there is to go by.
    private static final List<String> OWN_FOLDERS = List.of(
            "/usr/share/nodejs/",
            "/usr/lib/nodejs/",
            "/usr/share/java/",
            "/usr/share/maven-repo/",
            "/usr/lib/python3/dist-packages/",
            "/usr/lib/ruby/",
            "/usr/share/rubygems-integration/",
            "/usr/lib/R/");

    static DistributionWord from(List<Statement> ofInstalledPackages) {
        return new DistributionWord(
                ofInstalledPackages.stream().map(Statement::advisoryId).collect(Collectors.toUnmodifiableSet()));
    }

    boolean hasAnswered(SoftwarePackage software, String advisoryId) {
        return answered.contains(advisoryId) && brought(software);
    }

    /// Whether a package of the distribution brought this library: its database says so, or the folder does.
    static boolean brought(SoftwarePackage library) {
        return !library.owner().isEmpty() || OWN_FOLDERS.stream().anyMatch(library.path()::startsWith);
    }
}
