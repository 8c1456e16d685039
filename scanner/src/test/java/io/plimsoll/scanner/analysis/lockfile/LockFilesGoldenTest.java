package io.plimsoll.scanner.analysis.lockfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of other scanners (golden/lockfiles): the same names and versions, and nothing for developers only that
/// they
/// do not call so.
class LockFilesGoldenTest {
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

    /// Other parsers of the golden data, and why their cases are not held against lock files.
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("scalibr/language-cpp-conanlock", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-gleam-gleamtoml", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-haskell-cabal", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-haskell-stacklock", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-julia-manifesttoml", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-ocaml-opam", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-swift-packageresolved", "an ecosystem that is not kept"),
            Map.entry("scalibr/language-swift-podfilelock", "an ecosystem that is not kept"),
            Map.entry("trivy/c-conan", "an ecosystem that is not kept"),
            Map.entry("trivy/julia-manifest", "an ecosystem that is not kept"),
            Map.entry("trivy/swift-swift", "an ecosystem that is not kept"),
            Map.entry("trivy/dotnet-core_deps", "a record of what is installed, of which NuGetTest holds the cases"));

    /// Where we differ on purpose.
    ///
    /// @param missing what we do not list, `name version`
    /// @param more what only we list
    private record Difference(String reason, Set<String> missing, Set<String> more) {}

    private static final Map<String, Difference> DIFFERENCES = Map.ofEntries(
            Map.entry(
                    "scalibr/language-dotnet-packagesconfig/noversion.case",
                    new Difference(
                            "a package without a version is not passed over, its version is unknown",
                            Set.of(),
                            Set.of("Microsoft.Net.Compilers "))),
            Map.entry(
                    "scalibr/language-dotnet-paketdependencies/duplicate__paket.dependencies.case",
                    new Difference(
                            "names what is wanted, not what was chosen; we read paket.lock",
                            Set.of("NUnit "),
                            Set.of())),
            Map.entry(
                    "scalibr/language-golang-gomod/replace-local.mod.case",
                    new Difference(
                            "what a folder replaces keeps its version, as in programs that are built",
                            Set.of("./fork/net "),
                            Set.of("golang.org/x/net 1.2.3"))),
            Map.entry(
                    "scalibr/language-golang-vendormodules/valid__vendor__modules.txt.case",
                    new Difference(
                            "the name was shortened when the case was made",
                            Set.of("github.com/ 1.2.1"),
                            Set.of("github.com/BurntSushi/toml 1.2.1"))),
            Map.entry(
                    "scalibr/language-java-gradleverificationmetadataxml/missing-attribute.xml.case",
                    new Difference(
                            "half a name is no name, but a gap",
                            Set.of(":pdfbox 2.0.17", "org.apache.pdfbox: 2.0.17"),
                            Set.of())),
            Map.entry(
                    "scalibr/language-java-pomxml/multi-version.xml.case",
                    new Difference("whichever Maven chooses", Set.of(), Set.of("abc:example.com 1.1.1"))),
            Map.entry(
                    "scalibr/language-java-pomxml/with-parent.xml.case",
                    new Difference(
                            "the parent's file is not part of the case", Set.of("org.dave:dave 4.0.0"), Set.of())),
            Map.entry(
                    "scalibr/language-python-pyprojecttoml/env_markers.toml.case",
                    new Difference(
                            "a range does not tell what will be installed",
                            Set.of("requests 2.20.0"),
                            Set.of("requests "))),
            Map.entry(
                    "scalibr/language-python-uvlock/grouped-packages.lock.case",
                    new Difference(
                            "the case lists the packages of groups only",
                            Set.of(),
                            Set.of(
                                    "colorama 0.4.6",
                                    "emoji 2.14.0",
                                    "mccabe 0.7.0",
                                    "mypy-extensions 1.0.0",
                                    "packaging 24.2",
                                    "pathspec 0.12.1",
                                    "platformdirs 4.3.6",
                                    "pycodestyle 2.12.1",
                                    "pyflakes 3.2.0",
                                    "tomli 2.2.1",
                                    "typing-extensions 4.12.2"))),
            Map.entry(
                    "scalibr/language-r-renvlock/with-mixed-sources.lock.case",
                    new Difference(
                            "a package from a repository is most likely a copy of the published one",
                            Set.of(),
                            Set.of("mime 0.12.1"))),
            Map.entry(
                    "scalibr/language-rust-cargotoml/git-dependency-with-pr.toml.case",
                    new Difference(
                            "names what is wanted, and the project itself", Set.of("hello_world 0.1.0"), Set.of())),
            Map.entry(
                    "scalibr/language-rust-cargotoml/two-dependencies.toml.case",
                    new Difference(
                            "names what is wanted, and the project itself",
                            Set.of("hello_world 0.1.0", "futures 0.3"),
                            Set.of())),
            Map.entry(
                    "trivy/golang-mod/go116__go.mod.case",
                    new Difference(
                            "the module itself; and we take a requirement from go.mod that others take from go.sum",
                            Set.of("github.com/org/repo "),
                            Set.of("gopkg.in/yaml.v3 3.0.0-20210107192922-496545a6307b"))),
            Map.entry(
                    "trivy/golang-mod/normal__go.mod.case",
                    new Difference(
                            "the module itself, and the least Go it needs, which need not be the one that builds it",
                            Set.of("github.com/org/repo ", "stdlib 1.22.5"),
                            Set.of())),
            Map.entry(
                    "trivy/nodejs-npm/package-lock_v3_with_workspace.json.case",
                    new Difference("parts of the project itself", Set.of("nested_func 1.0.0", "function1 "), Set.of())),
            Map.entry(
                    "trivy/nodejs-npm/package-lock_v3_with_workspace_as_object.json.case",
                    new Difference("a part of the project itself", Set.of("testapp 1.0.0"), Set.of())),
            Map.entry(
                    "trivy/nodejs-npm/package-lock_v3_without_root_deps_field.json.case",
                    new Difference("a part of the project itself", Set.of("func1 1.0.0"), Set.of())),
            Map.entry(
                    "trivy/nodejs-yarn/yarn_v2_happy.lock.case",
                    new Difference("a patched copy is a copy", Set.of(), Set.of("fsevents 2.1.3"))),
            Map.entry(
                    "trivy/nodejs-yarn/yarn_with_bad_protocol.lock.case",
                    new Difference(
                            "wherever it comes from, it has a name and a version", Set.of(), Set.of("asap 2.0.6"))),
            Map.entry(
                    "trivy/nodejs-yarn/yarn_with_local.lock.case",
                    new Difference(
                            "a package from a file is most likely a copy of the published one; the other scanner lists it",
                            Set.of(),
                            Set.of("local-package 0.0.1"))),
            Map.entry(
                    "trivy/python-pip/requirements_compatible.txt.case",
                    new Difference(
                            "a range does not tell what will be installed",
                            Set.of(
                                    "keyring 4.1.1",
                                    "Mopidy-Dirble 1.1",
                                    "python-gitlab 2.0.0",
                                    "pyjwt 1.2",
                                    "eventlet 0.18.2"),
                            Set.of("keyring ", "Mopidy-Dirble ", "python-gitlab ", "pyjwt ", "eventlet ", "django "))));

    /// Cases that leave out what only developers need; we list and mark it.
    private static final Set<String> WITHOUT_DEVELOPMENT =
            Set.of("trivy/nodejs-pnpm/pnpm-lock_with_dev.yaml.case", "trivy/sbt-lockfile/v1_happy.sbt.lock.case");

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatOthersFind(String name) throws IOException {
        Path folder = SharedData.at("golden/lockfiles/" + name);
        List<SoftwarePackage> found = scan(name, folder);
        List<Data> expected = JacksonDocument.json(FileBytes.of(Files.readAllBytes(folder.resolve("expected.json"))))
                .at("packages")
                .items();

        Set<String> wanted = expected.stream().map(LockFilesGoldenTest::line).collect(Collectors.toSet());
        Difference difference = DIFFERENCES.getOrDefault(name, new Difference("", Set.of(), Set.of()));
        difference
                .missing()
                .forEach(one -> assertThat(wanted.remove(one)).as(one).isTrue());
        difference.more().forEach(one -> assertThat(wanted.add(one)).as(one).isTrue());
        assertThat(found)
                .filteredOn(one ->
                        !WITHOUT_DEVELOPMENT.contains(name) || !one.scope().equals("development"))
                .extracting(LockFilesGoldenTest::line)
                .containsExactlyInAnyOrderElementsOf(wanted);

        Set<String> forDevelopers = found.stream()
                .filter(one -> one.scope().equals("development"))
                .map(LockFilesGoldenTest::line)
                .collect(Collectors.toSet());
        forDevelopersOnly(expected).stream()
                .filter(wanted::contains)
                .forEach(one -> assertThat(forDevelopers).contains(one));
    }

    @Test
    void noCaseIsForgotten() throws IOException {
        assertThat(parsers()).isNotEmpty().allMatch(one -> NAMES.containsKey(one) != LEFT_OUT.containsKey(one));
        assertThat(cases()).containsAll(DIFFERENCES.keySet());
    }

    private static List<SoftwarePackage> scan(String name, Path folder) throws IOException {
        Path input = children(folder.resolve("input")).getFirst();
        String file = NAMES.getOrDefault(name.substring(0, name.lastIndexOf('/')), "");
        return Scans.rootfs(new TarBytes()
                        .file(file, 0644, Files.readAllBytes(input))
                        .end())
                .packages();
    }

    private static String line(SoftwarePackage found) {
        return line(found.name(), found.version());
    }

    private static String line(Data expected) {
        return line(expected.at("name").text(), expected.at("version").text());
    }

    /// One of the two scanners leaves the `v` of Go's versions away.
    private static String line(String name, String version) {
        return name + " " + version.replaceFirst("^v(?=[0-9])", "");
    }

    /// One scanner writes groups, the other a flag. What comes several times may be for developers in one place only.
    private static Set<String> forDevelopersOnly(List<Data> expected) {
        Set<String> forDevelopers = expected.stream()
                .filter(LockFilesGoldenTest::isForDevelopers)
                .map(LockFilesGoldenTest::line)
                .collect(Collectors.toSet());
        expected.stream()
                .filter(one -> !isForDevelopers(one))
                .map(LockFilesGoldenTest::line)
                .forEach(forDevelopers::remove);
        return forDevelopers;
    }

    private static boolean isForDevelopers(Data expected) {
        return expected.at("dev").isTrue()
                || expected.at("groups").items().stream()
                        .map(Data::text)
                        .anyMatch(group -> group.equals("dev") || group.equals("test"));
    }

    static List<String> cases() throws IOException {
        List<String> cases = new ArrayList<>();
        for (String parser : parsers()) {
            if (NAMES.containsKey(parser)) {
                children(SharedData.at("golden/lockfiles/" + parser))
                        .forEach(one -> cases.add(parser + "/" + one.getFileName()));
            }
        }
        return cases;
    }

    private static List<String> parsers() throws IOException {
        List<String> parsers = new ArrayList<>();
        for (Path origin : children(SharedData.at("golden/lockfiles"))) {
            children(origin).forEach(parser -> parsers.add(origin.getFileName() + "/" + parser.getFileName()));
        }
        return parsers;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
