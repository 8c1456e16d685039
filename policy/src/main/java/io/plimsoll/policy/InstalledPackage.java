package io.plimsoll.policy;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;

/// What policies ask of one package.
///
/// @param version empty where it could not be told
/// @param licences as the package names them, mostly SPDX expressions, all of which apply; empty where it names none
public record InstalledPackage(String name, String version, PackageType type, List<String> licences) {
    public InstalledPackage {
        licences = List.copyOf(licences);
    }

    static InstalledPackage of(SoftwarePackage software) {
        return new InstalledPackage(software.name(), software.version(), software.type(), software.licences());
    }

    /// Name and version, for people.
    String shown() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
