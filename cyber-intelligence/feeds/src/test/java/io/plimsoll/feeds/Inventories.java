package io.plimsoll.feeds;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inventories for tests.
public final class Inventories {
    public static final Distribution BOOKWORM =
            new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)");

    private Inventories() {}

    public static Inventory of(@Nullable Distribution distribution, List<SoftwarePackage> packages) {
        return new Inventory(
                Inventory.FORMAT,
                "test",
                null,
                List.of(),
                distribution,
                null,
                List.of(),
                packages,
                List.of(),
                List.of());
    }

    public static SoftwarePackage deb(String name, String version, String source, String sourceVersion) {
        return new SoftwarePackage(
                name,
                version,
                PackageType.DEB,
                "pkg:deb/debian/" + name + "@" + version,
                new SoftwarePackage.Source(source, sourceVersion),
                "amd64",
                "/var/lib/dpkg/status",
                null);
    }

    public static SoftwarePackage apk(String name, String version, String source) {
        return new SoftwarePackage(
                name,
                version,
                PackageType.APK,
                "pkg:apk/alpine/" + name + "@" + version,
                new SoftwarePackage.Source(source, version),
                "x86_64",
                "/lib/apk/db/installed",
                null);
    }

    public static SoftwarePackage npm(String name, String version) {
        String path = "/app/node_modules/" + name + "/package.json";
        return new SoftwarePackage(name, version, PackageType.NPM, "pkg:npm/" + name, null, "", path, null);
    }

    public static SoftwarePackage maven(String name, String version) {
        String path = "/app/app.jar!/BOOT-INF/lib/" + name.replace(':', '.') + ".jar";
        return new SoftwarePackage(name, version, PackageType.MAVEN, "pkg:maven/" + name, null, "", path, null);
    }

    public static SoftwarePackage rpm(String name, String version) {
        String path = "/var/lib/rpm/rpmdb.sqlite";
        return new SoftwarePackage(
                name, version, PackageType.RPM, "pkg:rpm/" + name + "@" + version, null, "", path, null);
    }

    /// A package of a language, of the kind and beside its lock file.
    public static SoftwarePackage language(PackageType type, String name, String version) {
        String purl = "pkg:" + type.purlType() + "/" + name;
        return new SoftwarePackage(name, version, type, purl, null, "", "/app/lock", null);
    }
}
