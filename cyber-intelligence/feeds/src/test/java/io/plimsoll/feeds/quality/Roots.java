package io.plimsoll.feeds.quality;

import io.plimsoll.feeds.Inventories;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.util.List;

/// The package databases of whole roots (golden/pkgdb) and what the feeds say of them, computed by others: all there
/// is.
final class Roots {
    private static final Distribution ALMALINUX =
            new Distribution("almalinux", "9.4", "", "AlmaLinux 9.4 (Seafoam Ocelot)");
    private static final Distribution ALPINE = new Distribution("alpine", "3.10.4", "", "Alpine Linux v3.10");

    private Roots() {}

    static List<Corpus> all() throws IOException {
        return List.of(
                debian(), aged(), almaLinux(), alpine("alpine-3.10-image"), alpine("alpine-3.10-older-versions"));
    }

    private static Corpus debian() throws IOException {
        String root = "pkgdb/dpkg/debian-12-bookworm-main/";
        return Corpus.complete(
                "debian",
                "root of 12",
                Inventories.of(
                        Inventories.BOOKWORM,
                        Golden.rows(root + "expected.tsv").stream()
                                .filter(row -> row.get(0).charAt(1) == 'i')
                                .map(row -> Inventories.deb(row.get(1), row.get(2), row.get(4), row.get(5)))
                                .toList()),
                labels(root + "expected-findings.tsv", 4));
    }

    /// Of the image with aged packages the data names a few that must be found "at least".
    private static Corpus aged() {
        List<SoftwarePackage> packages = List.of(
                Inventories.deb("libc6", "2.36-9+deb12u7", "glibc", "2.36-9+deb12u7"),
                Inventories.deb("curl", "7.88.1-10+deb12u5", "curl", "7.88.1-10+deb12u5"),
                Inventories.deb("libexpat1", "2.5.0-1+deb12u2", "expat", "2.5.0-1+deb12u2"));
        List<Label> labels = List.of(
                Label.of("libc6", "2.36-9+deb12u7", "CVE-2025-0395", null),
                Label.of("libc6", "2.36-9+deb12u7", "CVE-2025-4802", null),
                Label.of("libc6", "2.36-9+deb12u7", "CVE-2025-8058", null),
                Label.of("curl", "7.88.1-10+deb12u5", "CVE-2024-2004", null),
                Label.of("curl", "7.88.1-10+deb12u5", "CVE-2024-2398", null),
                Label.of("curl", "7.88.1-10+deb12u5", "CVE-2024-7264", null),
                Label.of("libexpat1", "2.5.0-1+deb12u2", "CVE-2024-28757", null));
        return new Corpus(
                "debian", "aged packages", Inventories.of(Inventories.BOOKWORM, packages), labels, 0, _ -> false);
    }

    private static Corpus almaLinux() throws IOException {
        String root = "pkgdb/rpm/almalinux-9-built/";
        return Corpus.complete(
                "almalinux",
                "root of 9",
                Inventories.of(
                        ALMALINUX,
                        Golden.rows(root + "expected.tsv").stream()
                                .map(row -> Inventories.rpm(
                                        row.get(0),
                                        (row.get(1).equals("(none)") ? "" : row.get(1) + ":") + row.get(2) + "-"
                                                + row.get(3)))
                                .toList()),
                labels(root + "expected-findings.tsv", 2));
    }

    private static Corpus alpine(String name) throws IOException {
        String root = "pkgdb/apk/" + name + "/";
        return Corpus.complete(
                "alpine",
                name,
                Inventories.of(
                        ALPINE,
                        Golden.rows(root + "expected.tsv").stream()
                                .map(row -> Inventories.apk(row.get(0), row.get(1), row.get(3)))
                                .toList()),
                labels(root + "expected-findings-secdb-2020-06.tsv", 3));
    }

    /// @param column of the id; the one after it is the fix
    private static List<Label> labels(String path, int column) throws IOException {
        return Golden.rows(path).stream()
                .map(row -> Label.of(row.get(0), row.get(1), row.get(column), row.get(column + 1)))
                .toList();
    }
}
