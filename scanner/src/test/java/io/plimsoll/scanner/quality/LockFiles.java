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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The cases of other scanners (golden/lockfiles): the same names and versions, and for developers only what they call
/// so.
final class LockFiles {
    /// Under which name a case's file would lie in a folder, by the case's parser.
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("scalibr/language-dart-pubspec", "pubspec.lock"),
            Map.entry("scalibr/language-dotnet-packagesconfig", "packages.config"),
            Map.entry("scalibr/language-dotnet-paketdependencies", "paket.dependencies"),
            Map.entry("scalibr/language-erlang-mixlock", "mix.lock"),
            Map.entry("scalibr/language-golang-gomod", "go.mod"),
            Map.entry("scalibr/language-golang-vendormodules", "vendor/modules.txt"),
            Map.entry("scalibr/language-java-gradlelockfile", "gradle.lockfile"),
            Map.entry("scalibr/language-java-gradleverificationmetadataxml", "gradle/verification-metadata.xml"),
            Map.entry("scalibr/language-java-pomxml", "pom.xml"),
            Map.entry("scalibr/language-javascript-bunlock", "bun.lock"),
            Map.entry("scalibr/language-javascript-packagelockjson", "package-lock.json"),
            Map.entry("scalibr/language-javascript-pnpmlock", "pnpm-lock.yaml"),
            Map.entry("scalibr/language-javascript-yarnlock", "yarn.lock"),
            Map.entry("scalibr/language-php-composerlock", "composer.lock"),
            Map.entry("scalibr/language-python-condameta", "conda-meta/a.json"),
            Map.entry("trivy/conda-meta", "conda-meta/a.json"),
            Map.entry("scalibr/language-python-pdmlock", "pdm.lock"),
            Map.entry("scalibr/language-python-pipfilelock", "Pipfile.lock"),
            Map.entry("scalibr/language-python-poetrylock", "poetry.lock"),
            Map.entry("scalibr/language-python-pylock", "pylock.toml"),
            Map.entry("scalibr/language-python-pyprojecttoml", "pyproject.toml"),
            Map.entry("scalibr/language-python-uvlock", "uv.lock"),
            Map.entry("scalibr/language-r-renvlock", "renv.lock"),
            Map.entry("scalibr/language-ruby-gemfilelock", "Gemfile.lock"),
            Map.entry("scalibr/language-rust-cargolock", "Cargo.lock"),
            Map.entry("scalibr/language-rust-cargotoml", "Cargo.toml"),
            Map.entry("trivy/dotnet-core_deps", "a.deps.json"),
            Map.entry("trivy/golang-mod", "go.mod"),
            Map.entry("trivy/golang-sum", "go.sum"),
            Map.entry("trivy/nodejs-npm", "package-lock.json"),
            Map.entry("trivy/nodejs-pnpm", "pnpm-lock.yaml"),
            Map.entry("trivy/nodejs-yarn", "yarn.lock"),
            Map.entry("trivy/nuget-config", "packages.config"),
            Map.entry("trivy/nuget-packagesprops", "Packages.props"),
            Map.entry("trivy/php-composer", "composer.lock"),
            Map.entry("trivy/python-packaging", "a.dist-info/METADATA"),
            Map.entry("trivy/python-pip", "requirements.txt"),
            Map.entry("trivy/python-pipenv", "Pipfile.lock"),
            Map.entry("trivy/python-poetry", "poetry.lock"),
            Map.entry("trivy/python-pylock", "pylock.toml"),
            Map.entry("trivy/ruby-bundler", "Gemfile.lock"),
            Map.entry("trivy/ruby-gemspec", "specifications/a.gemspec"),
            Map.entry("trivy/rust-cargo", "Cargo.lock"),
            Map.entry("trivy/sbt-lockfile", "build.sbt.lock"));

    /// Other parsers of the golden data: of ecosystems that are not kept.
    private static final Set<String> NOT_KEPT = Set.of(
            "scalibr/language-cpp-conanlock",
            "scalibr/language-gleam-gleamtoml",
            "scalibr/language-haskell-cabal",
            "scalibr/language-haskell-stacklock",
            "scalibr/language-julia-manifesttoml",
            "scalibr/language-ocaml-opam",
            "scalibr/language-swift-packageresolved",
            "scalibr/language-swift-podfilelock",
            "trivy/c-conan",
            "trivy/julia-manifest",
            "trivy/swift-swift");

    /// The ecosystem of a parser, by the first word of its name.
    private static final Map<String, String> ECOSYSTEMS = Map.ofEntries(
            Map.entry("conda", "conda"),
            Map.entry("dart", "pub"),
            Map.entry("dotnet", "nuget"),
            Map.entry("erlang", "hex"),
            Map.entry("golang", "golang"),
            Map.entry("java", "maven"),
            Map.entry("javascript", "npm"),
            Map.entry("nodejs", "npm"),
            Map.entry("nuget", "nuget"),
            Map.entry("php", "composer"),
            Map.entry("python", "pypi"),
            Map.entry("r", "cran"),
            Map.entry("ruby", "gem"),
            Map.entry("rust", "cargo"),
            Map.entry("sbt", "maven"));

    /// Cases that leave out what only developers need; we list and mark it.
    private static final Set<String> WITHOUT_DEVELOPMENT =
            Set.of("trivy/nodejs-pnpm/pnpm-lock_with_dev.yaml.case", "trivy/sbt-lockfile/v1_happy.sbt.lock.case");

    private LockFiles() {}

    static List<Reading> all() throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (String parser : parsers()) {
            String file = NAMES.get(parser);
            if (file != null) {
                for (Path one : Lines.children(SharedData.at("golden/lockfiles/" + parser))) {
                    readings.addAll(readings(parser, file, one));
                }
            }
        }
        return readings;
    }

    /// Parsers of the golden data that are neither held nor known to be left out, or both.
    static List<String> forgotten() throws IOException {
        return parsers().stream()
                .filter(one -> NAMES.containsKey(one) == NOT_KEPT.contains(one))
                .toList();
    }

    private static List<Reading> readings(String parser, String file, Path folder) throws IOException {
        String name = parser + "/" + folder.getFileName();
        Path input = Lines.children(folder.resolve("input")).getFirst();
        Inventory inventory = Scans.rootfs(
                new TarBytes().file(file, 0644, Files.readAllBytes(input)).end());
        JsonNode expected = Lines.json(folder.resolve("expected.json")).path("packages");
        List<SoftwarePackage> found = inventory.packages();
        Set<String> forDevelopers = forDevelopersOnly(expected);
        Reading all = new Reading(
                ecosystem(parser),
                "files of " + parser.substring(0, parser.indexOf('/')),
                name,
                found.stream()
                        .filter(one -> !WITHOUT_DEVELOPMENT.contains(name) || !isForDevelopers(one))
                        .map(Lines::of)
                        .toList(),
                expected.valueStream().map(one -> Lines.of(one, "version")).collect(Collectors.toSet()),
                true,
                inventory.gaps());
        Reading development = new Reading(
                all.ecosystem(),
                "for developers only",
                name,
                found.stream().filter(LockFiles::isForDevelopers).map(Lines::of).toList(),
                forDevelopers,
                false,
                List.of());
        return forDevelopers.isEmpty() ? List.of(all) : List.of(all, development);
    }

    private static String ecosystem(String parser) {
        if (parser.equals("scalibr/language-python-condameta")) {
            return "conda";
        }
        String word = parser.replaceFirst("^(scalibr/language-|trivy/)", "").replaceFirst("-.*", "");
        return ECOSYSTEMS.getOrDefault(word, word);
    }

    private static boolean isForDevelopers(SoftwarePackage found) {
        return found.scope().equals("development");
    }

    /// One scanner writes groups, the other a flag. What comes several times may be for developers in one place only.
    private static Set<String> forDevelopersOnly(JsonNode expected) {
        Set<String> forDevelopers = new TreeSet<>();
        expected.valueStream()
                .filter(LockFiles::isForDevelopers)
                .forEach(one -> forDevelopers.add(Lines.of(one, "version")));
        expected.valueStream()
                .filter(one -> !isForDevelopers(one))
                .forEach(one -> forDevelopers.remove(Lines.of(one, "version")));
        return forDevelopers;
    }

    private static boolean isForDevelopers(JsonNode expected) {
        return expected.path("dev").asBoolean(false)
                || expected.path("groups")
                        .valueStream()
                        .map(group -> group.asString(""))
                        .anyMatch(group -> group.equals("dev") || group.equals("test"));
    }

    private static List<String> parsers() throws IOException {
        List<String> parsers = new ArrayList<>();
        for (Path origin : Lines.children(SharedData.at("golden/lockfiles"))) {
            Lines.children(origin).forEach(parser -> parsers.add(origin.getFileName() + "/" + parser.getFileName()));
        }
        return parsers;
    }
}
