package io.plimsoll.feeds.quality;

import io.plimsoll.feeds.Inventories;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What another scanner finds in its own images, folders and bills (golden/trivy-integration), with a database of a few
/// advisories made for its tests. So its word is complete for the advisories of that database only: one that is there
/// about a package, and was not found, is denied.
final class OtherScanner {
    /// Names that no feed here knows for what it tells of, and what it calls it: the tables of GitHub's database that
    /// are here bear the CVE alone.
    private static final Map<String, String> UNKNOWN_NAMES = Map.of("GHSA-5crp-9r3c-p9vr", "CVE-2024-21907");

    private static final Distribution CENTOS = new Distribution("centos", "7", "", "CentOS Linux 7 (Core)");
    private static final Distribution BUSTER = new Distribution("debian", "10", "buster", "");

    private OtherScanner() {}

    static List<Corpus> all() throws IOException {
        return List.of(
                image("ubuntu-1804", "ubuntu", new Distribution("ubuntu", "18.04", "bionic", ""), "ubuntu-18.04"),
                image("alpine-310", "alpine", new Distribution("alpine", "3.10.2", "", ""), "alpine-310"),
                image("debian-buster", "debian", BUSTER, "debian-buster"),
                image("almalinux-8", "alma", new Distribution("almalinux", "8.5", "", ""), null),
                image("centos-7", "centos", CENTOS, null),
                image("ubi-7", "Red Hat", new Distribution("rhel", "7.7", "", ""), null),
                image("amazon-1", "amazon", new Distribution("amzn", "2018.03", "", ""), null),
                image("opensuse-leap-151", "openSUSE", new Distribution("opensuse-leap", "15.1", "", ""), null),
                folder("composer/composer.lock", "composer", PackageType.COMPOSER),
                folder("dotnet/dotnet", "nuget", PackageType.NUGET),
                folder("gomod/gomod", "go", PackageType.GOLANG),
                folder("gradle/gradle", "maven", PackageType.MAVEN),
                folder("npm/npm-with-dev", "npm", PackageType.NPM),
                folder("nuget/nuget", "nuget", PackageType.NUGET),
                folder("pip/pip", "pip", PackageType.PYPI),
                folder("pipenv/pipenv", "pip", PackageType.PYPI),
                folder("pnpm/pnpm", "npm", PackageType.NPM),
                folder("pom/pom", "maven", PackageType.MAVEN),
                bill());
    }

    /// @param list the file of all the image's packages; null where only those of findings are known
    private static Corpus image(String image, String bucket, Distribution release, @Nullable String list)
            throws IOException {
        List<JsonNode> said = vulnerabilities("os-images/" + image, "");
        Set<SoftwarePackage> packages = new LinkedHashSet<>();
        if (list == null) {
            said.forEach(one -> packages.add(Inventories.rpm(text(one, "package"), text(one, "installed"))));
        } else {
            for (JsonNode one : Golden.json("trivy-integration/os-package-lists/" + list + ".json.golden")) {
                String installed = version(one, "");
                packages.add(
                        release.id().equals("alpine")
                                ? Inventories.apk(text(one, "Name"), installed, text(one, "SrcName"))
                                : Inventories.deb(
                                        text(one, "Name"), installed, text(one, "SrcName"), version(one, "Src")));
            }
        }
        return corpus(release.id(), image, bucket + " ", release, packages, said);
    }

    /// Lists of some images have the version in one piece, those of others in three.
    private static String version(JsonNode one, String prefix) {
        int epoch = one.path(prefix + "Epoch").asInt(0);
        String release = text(one, prefix + "Release");
        return (epoch == 0 ? "" : epoch + ":")
                + text(one, prefix + "Version")
                + (release.isEmpty() ? "" : "-" + release);
    }

    private static Corpus folder(String answer, String bucket, PackageType type) throws IOException {
        return languages("repo/" + answer, "", answer.substring(0, answer.indexOf('/')), bucket, type);
    }

    private static Corpus bill() throws IOException {
        return languages("sbom/fluentd-multiple-lockfiles", "Ruby", "bill of fluentd", "rubygems", PackageType.GEM);
    }

    private static Corpus languages(String answer, String target, String name, String bucket, PackageType type)
            throws IOException {
        List<JsonNode> said = vulnerabilities(answer, target);
        Set<SoftwarePackage> packages = new LinkedHashSet<>();
        said.forEach(one -> packages.add(Inventories.language(type, text(one, "package"), text(one, "installed"))));
        return corpus(type.purlType(), name, bucket + "::", null, packages, said);
    }

    private static Corpus corpus(
            String ecosystem,
            String name,
            String bucket,
            @Nullable Distribution release,
            Set<SoftwarePackage> packages,
            List<JsonNode> said)
            throws IOException {
        List<Label> labels = said.stream()
                .map(one -> Label.of(
                        text(one, "package"),
                        text(one, "installed"),
                        UNKNOWN_NAMES.getOrDefault(text(one, "id"), text(one, "id")),
                        null))
                .distinct()
                .toList();
        Set<String> known =
                known(bucket + (release == null ? "" : release.versionId().replaceFirst("\\.\\d$", "")));
        return new Corpus(
                ecosystem,
                name,
                Inventories.of(release, List.copyOf(packages)),
                labels,
                0,
                finding -> isAmong(known, finding));
    }

    private static boolean isAmong(Set<String> known, Finding finding) {
        String name = finding.software().advisedAs().name().toLowerCase(Locale.ROOT);
        return Label.idsOf(finding).anyMatch(id -> known.contains(name + " " + id));
    }

    /// The database's pairs of package and id, below its parts whose name begins so.
    private static Set<String> known(String bucket) throws IOException {
        Set<String> known = new TreeSet<>();
        for (String file : List.of(
                "alpine",
                "almalinux",
                "composer",
                "debian",
                "go",
                "java",
                "nodejs",
                "nuget",
                "python",
                "ruby",
                "ubuntu")) {
            for (JsonNode part : Golden.yaml("trivy-integration/advisory-db-fixture/" + file + ".yaml")) {
                if (text(part, "bucket").startsWith(bucket)) {
                    for (JsonNode software : part.path("pairs")) {
                        software.path("pairs")
                                .forEach(pair -> known.add(text(software, "bucket") + " " + text(pair, "key")));
                    }
                }
            }
        }
        return known;
    }

    private static List<JsonNode> vulnerabilities(String answer, String target) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode result :
                Golden.json("trivy-integration/" + answer + ".expected.json").path("results")) {
            if (text(result, "target").startsWith(target)) {
                result.path("vulnerabilities").forEach(all::add);
            }
        }
        return all;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
