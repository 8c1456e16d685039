package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `packages.config` of NuGet, and the versions that MSBuild keeps in one place for several projects (`Packages.props`,
/// `Directory.Packages.props`).
final class NugetXml {
    private static final String VARIABLE = "$(";

    private NugetXml() {}

    static void config(FileBytes content, Declarations found) throws MalformedInput {
        XmlElement root = root(content, "packages");
        for (XmlElement entry : root.all("package").toList()) {
            found.add(
                    entry.attribute("id"),
                    entry.attribute("version"),
                    entry.attribute("developmentDependency").equalsIgnoreCase("true"));
        }
    }

    /// Only what has a version; a reference without one says something else about a package. A range or a
    /// variable is no version.
    static void props(FileBytes content, Declarations found) throws MalformedInput {
        XmlElement root = root(content, "Project");
        for (XmlElement entry : root.below("ItemGroup")
                .flatMap(group -> group.children().stream())
                .toList()) {
            String name = entry.attribute(entry.attribute("Include").isEmpty() ? "Update" : "Include");
            String attribute = entry.attribute("Version");
            String version = (attribute.isEmpty() ? entry.textOf("Version") : attribute).strip();
            if (isPackage(entry.name()) && !name.isEmpty() && !version.isEmpty()) {
                found.add(name, isPlain(version) ? version : "");
            }
        }
    }

    private static boolean isPackage(String element) {
        return switch (element) {
            case "PackageReference", "PackageVersion", "GlobalPackageReference" -> true;
            default -> false;
        };
    }

    private static boolean isPlain(String version) {
        return !version.contains(VARIABLE) && version.chars().noneMatch(c -> "[](),*".indexOf(c) >= 0);
    }

    private static XmlElement root(FileBytes content, String name) throws MalformedInput {
        XmlElement root = XmlElement.parse(content);
        if (!root.name().equals(name)) {
            throw new MalformedInput("its root is not <" + name + ">");
        }
        return root;
    }
}
