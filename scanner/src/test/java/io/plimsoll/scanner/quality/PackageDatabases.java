package io.plimsoll.scanner.quality;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The databases of distributions (golden/pkgdb) and what their own package managers say of them: name, version,
/// architecture and source of each package, and no package else.
final class PackageDatabases {
    private static final Map<String, String> RPM_FILES =
            Map.of("almalinux-9-built", "rpmdb.sqlite", "bdb-single", "Packages");

    private PackageDatabases() {}

    static List<Reading> all() throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Path folder : folders("dpkg")) {
            Inventory inventory = scan("debian", "var/lib/dpkg/status", folder.resolve("status"));
            // dpkg's own word for installed is an `i` as second letter of the first column.
            readings.add(reading("deb", folder, inventory, PackageDatabases::deb, line -> line.charAt(1) == 'i', 1));
        }
        for (Path folder : folders("apk")) {
            Inventory inventory = scan("alpine", "lib/apk/db/installed", folder.resolve("installed"));
            readings.add(reading("apk", folder, inventory, PackageDatabases::apk, _ -> true, 0));
        }
        for (Path folder : folders("rpm")) {
            String file = RPM_FILES.getOrDefault(folder.getFileName().toString(), "rpmdb.sqlite");
            Inventory inventory = scan("almalinux", "var/lib/rpm/" + file, folder.resolve(file));
            readings.add(reading("rpm", folder, inventory, PackageDatabases::rpm, _ -> true, 0));
        }
        return readings;
    }

    /// @param from the first column of the expected table that tells of the package
    private static Reading reading(
            String ecosystem,
            Path folder,
            Inventory inventory,
            Function<SoftwarePackage, String> row,
            Predicate<String> isInstalled,
            int from)
            throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("expected.tsv"))) {
            return new Reading(
                    ecosystem,
                    "package databases",
                    ecosystem + "/" + folder.getFileName(),
                    inventory.packages().stream().map(row).toList(),
                    lines.skip(1)
                            .filter(isInstalled)
                            .map(line -> line.split("\t", from + 1)[from])
                            .collect(Collectors.toSet()),
                    true,
                    inventory.gaps());
        }
    }

    private static Inventory scan(String distribution, String place, Path database) throws IOException {
        return Scans.rootfs(new TarBytes()
                .file("etc/os-release", "ID=" + distribution + "\nVERSION_ID=9\n")
                .file(place, 0644, Files.readAllBytes(database))
                .end());
    }

    private static List<Path> folders(String manager) throws IOException {
        try (Stream<Path> folders = Files.list(SharedData.at("golden/pkgdb/" + manager))) {
            return folders.sorted().toList();
        }
    }

    private static String deb(SoftwarePackage found) {
        SoftwarePackage.Source source = found.advisedAs();
        return String.join("\t", found.name(), found.version(), found.architecture(), source.name(), source.version());
    }

    private static String apk(SoftwarePackage found) {
        return String.join(
                "\t",
                found.name(),
                found.version(),
                found.architecture(),
                found.advisedAs().name());
    }

    /// Name, epoch, version, release, architecture, file of the source.
    private static String rpm(SoftwarePackage found) {
        int colon = found.version().indexOf(':');
        int dash = found.version().lastIndexOf('-');
        SoftwarePackage.Source source = found.source();
        return String.join(
                "\t",
                found.name(),
                colon < 0 ? "(none)" : found.version().substring(0, colon),
                found.version().substring(colon + 1, dash),
                found.version().substring(dash + 1),
                found.architecture(),
                source == null
                        ? "(none)"
                        : source.name() + "-"
                                + source.version().substring(source.version().indexOf(':') + 1) + ".src.rpm");
    }
}
