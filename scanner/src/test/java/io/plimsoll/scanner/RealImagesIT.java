package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SharedData;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real file systems, made by debootstrap, npm and Maven, against what their own tools say; and what a real engine
/// saves.
class RealImagesIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN", "DEBIAN_OLD"})
    void debianPackagesAreThoseThatDpkgNames(TestImage image) throws Exception {
        needs("debootstrap", "dpkg-query");
        Command.of("tar", "-xf", image.rootTar().toString(), "-C", folder.toString(), "./var/lib/dpkg")
                .run()
                .outputOrFail();
        List<String> expected = Command.of(
                        "dpkg-query",
                        "--admindir=" + folder.resolve("var/lib/dpkg"),
                        "-W",
                        "-f=${db:Status-Abbrev}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t"
                                + "${source:Version}\n")
                .run()
                .outputOrFail()
                .lines()
                .filter(line -> line.charAt(1) == 'i')
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();

        Inventory inventory = scan(Kind.ROOTFS, image.rootTar());

        assertThat(inventory.packages().stream().map(RealImagesIT::dpkgRow))
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(inventory.distribution())
                .isEqualTo(new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void ownersOfLibrariesAreThoseThatDpkgNames() throws Exception {
        needs("debootstrap", "dpkg-query");
        Path tar = TestImage.DEBIAN_LIBRARIES.rootTar();
        Command.of("tar", "-xf", tar.toString(), "-C", folder.toString(), "./var/lib/dpkg")
                .run()
                .outputOrFail();

        List<SoftwarePackage> libraries = scan(Kind.ROOTFS, tar).packages().stream()
                .filter(one -> !one.type().isDistributionPackage())
                .toList();

        assertThat(libraries)
                .extracting(SoftwarePackage::owner)
                .contains("python3-six", "python3-yaml", "libcommons-lang3-java", "node-ms", "ruby-rack", "");
        for (SoftwarePackage library : libraries) {
            String file = library.path().replaceAll("!/.*", "");
            Command.Outcome owner = Command.of("dpkg-query", "--admindir=" + folder.resolve("var/lib/dpkg"), "-S", file)
                    .run();
            assertThat(library.owner())
                    .as(file)
                    .isEqualTo(owner.output().replaceAll(":.*", "").strip());
        }
    }

    /// dpkg knows a file only by the name in its lists, which may go over a link such as `/bin`.
    @Test
    void executablesBelongToThePackagesThatDpkgNames() throws IOException {
        needs("debootstrap", "dpkg-query");
        Path tar = TestImage.DEBIAN.rootTar();
        Command.of("tar", "-xf", tar.toString(), "-C", folder.toString(), "./var/lib/dpkg")
                .run()
                .outputOrFail();
        Inventory inventory = scan(Kind.ROOTFS, tar);
        List<String> command =
                new ArrayList<>(List.of("dpkg-query", "--admindir=" + folder.resolve("var/lib/dpkg"), "-S"));
        inventory.executables().forEach(file -> command.add(file.path()));

        Map<String, String> owners = inventory.executables().stream()
                .collect(Collectors.toMap(Executable::path, file -> String.valueOf(file.owner())));
        List<String> lines = Command.of(command.toArray(String[]::new))
                .run()
                .output()
                .lines()
                .toList();

        assertThat(lines).hasSizeGreaterThan(500);
        for (String line : lines) {
            String[] said = line.split(": ", 2);
            assertThat(owners.get(said[1]))
                    .as(line)
                    .contains("/" + said[0].replaceAll(":.*", "").replace("+", "%2B") + "@");
        }
        assertThat(inventory.executables())
                .filteredOn(file -> file.path().startsWith("/usr/"))
                .noneMatch(file -> String.valueOf(file.owner()).isEmpty());
    }

    @Test
    void executablesAreThoseThatFindNames() throws Exception {
        needs("debootstrap");
        Path tar = TestImage.DEBIAN.rootTar();
        Path root = Files.createDirectories(folder.resolve("root"));
        try {
            Command.of("tar", "-xf", tar.toString(), "-C", root.toString())
                    .run()
                    .outputOrFail();
            List<String> expected = Command.of("find", ".", "-type", "f", "-perm", "/111", "-printf", "/%P %m %s\n")
                    .in(root)
                    .run()
                    .outputOrFail()
                    .lines()
                    .toList();

            Inventory inventory = scan(Kind.ROOTFS, tar);

            assertThat(inventory.executables().stream()
                            .filter(file -> (file.mode() & 0111) != 0)
                            .map(file -> "%s %o %d".formatted(file.path(), file.mode(), file.size())))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(inventory.executables())
                    .as("libraries without execute bit")
                    .anyMatch(file -> file.path().matches(".*/libcrypt\\.so\\.[0-9.]+"));
            for (Executable file : inventory.executables()) {
                assertThat(file.sha256())
                        .as(file.path())
                        .isEqualTo(Digest.of(
                                Files.readAllBytes(root.resolve(file.path().substring(1)))));
            }
        } finally {
            // JUnit would warn of each link in it.
            Command.of("rm", "-rf", root.toString()).run();
        }
    }

    @Test
    void npmPackagesAreThoseThatNpmInstalled() throws Exception {
        needs("npm");
        Inventory inventory = scan(Kind.ROOTFS, TestImage.NODE_APPLICATION.rootTar());

        assertThat(inventory.packages().stream().map(one -> one.name() + " " + one.version()))
                .containsAll(recipe("npm-packages.tsv"))
                .contains("yallist 4.0.0");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void javaLibrariesAreThoseOfTheFatAndTheShadedJar() throws Exception {
        needs("mvn");
        Inventory inventory = scan(Kind.ROOTFS, TestImage.JAVA_APPLICATION.rootTar());

        assertThat(inventory.packages().stream()
                        .filter(one -> one.path().startsWith("/app/shop.jar!/BOOT-INF/lib/"))
                        .map(one -> one.name() + " " + one.version()))
                .containsExactlyInAnyOrderElementsOf(recipe("maven-packages.tsv"));
        assertThat(inventory.packages().stream().filter(one -> one.path().equals("/app/shaded.jar")))
                .extracting(SoftwarePackage::name)
                .containsExactly("com.google.code.gson:gson", "org.yaml:snakeyaml");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    @Tag("engine")
    void whatARealEngineSavesIsRead() throws Exception {
        try (TestEngine engine = TestEngine.start()) {
            Digest base = TestImage.TINY.importInto(engine, "shop/base:1", "USER app", "ENV TOKEN=hidden");
            Path context = Files.createDirectories(folder.resolve("context"));
            Files.writeString(context.resolve("Dockerfile"), """
                    FROM shop/base:1
                    USER root
                    RUN echo '#!/bin/sh' > /opt-run && rm /bin/busybox.extra 2>/dev/null; true
                    RUN rm /opt-run && mkdir /a && echo '#!/bin/sh' > /a/new
                    LABEL stage=two
                    """);
            engine.docker("build", "-t", "shop/web:2", context.toString()).outputOrFail();
            Path one = folder.resolve("one.tar");
            Path both = folder.resolve("both.tar");
            engine.docker("save", "-o", one.toString(), "shop/web:2").outputOrFail();
            engine.docker("save", "-o", both.toString(), "shop/web:2", "shop/base:1")
                    .outputOrFail();
            List<String> layers = List.of(engine.docker("inspect", "-f", "{{join .RootFS.Layers \" \"}}", "shop/web:2")
                    .outputOrFail()
                    .split(" "));
            String id = engine.docker("inspect", "-f", "{{.Id}}", "shop/web:2").outputOrFail();

            Inventory inventory = scan(Kind.DOCKER_ARCHIVE, one);
            Inventory shared = scan(Kind.DOCKER_ARCHIVE, both, "shop/base:1");

            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.imageId()).isEqualTo(Digest.parse(id));
            assertThat(inventory.names()).containsExactly("shop/web:2");
            assertThat(inventory.layers())
                    .extracting(layer -> layer.diffId().toString())
                    .isEqualTo(layers);
            assertThat(inventory.layers())
                    .extracting(Layer::createdBy)
                    .last()
                    .asString()
                    .contains("mkdir /a");
            assertThat(inventory.executables())
                    .extracting(Executable::path)
                    .contains("/bin/busybox", "/a/new")
                    .doesNotContain("/opt-run");
            assertThat(inventory.configuration()).isNotNull().satisfies(configuration -> {
                assertThat(configuration.user()).isEqualTo("root");
                assertThat(configuration.labels()).containsEntry("stage", "two");
                assertThat(configuration.environmentNames()).contains("TOKEN");
            });
            assertThat(shared.imageId()).isEqualTo(base);
            assertThat(shared.gaps()).isEmpty();
        }
    }

    private static String dpkgRow(SoftwarePackage found) {
        SoftwarePackage.Source source = found.advisedAs();
        return String.join("\t", found.name(), found.version(), found.architecture(), source.name(), source.version());
    }

    private static List<String> recipe(String name) throws IOException {
        try (Stream<String> lines = Files.lines(SharedData.at("golden/recipes").resolve(name))) {
            return lines.skip(1).map(line -> line.replace('\t', ' ')).toList();
        }
    }

    private static Inventory scan(Kind kind, Path file, String... names) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new ImageScan(Limits.defaults(), 4711)
                    .scan(new ScanRequest(kind, List.of(names), "amd64", false, false, false, false, false), in)
                    .inventory();
        }
    }

    /// Skips a test, aloud, where the tools that make its image are missing.
    private static void needs(String... tools) {
        for (String tool : tools) {
            boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
            if (!there) {
                System.err.println("SKIPPED: there is no " + tool + " to make the image with");
            }
            assumeTrue(there, "there is no " + tool);
        }
    }
}
