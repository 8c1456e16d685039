package io.plimsoll.scanner.fuzz;

import com.github.luben.zstd.Zstd;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.testkit.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FuzzIT {
    private static final byte[] LAYER = new TarBytes()
            .directory("etc/")
            .file("etc/os-release", "ID=alpine\nVERSION_ID=3.20\n")
            .file("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\no:musl\n\n")
            .symbolicLink("bin", "usr/bin")
            .file("usr/bin/run", 0755, "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
            .hardLink("usr/bin/again", "usr/bin/run")
            .file("etc/.wh.gone", "")
            .end();

    @Test
    void aHostileFileNeverEndsAScan() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        text(seeds, "var/lib/dpkg/status", """
                Package: libc6
                Status: install ok installed
                Architecture: amd64
                Source: glibc (2.36-9)
                Version: 2.36-9+deb12u1

                """);
        text(seeds, "lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\no:musl\nF:lib\nR:libc.so\n\n");
        text(seeds, "etc/os-release", "ID=\"debian\"\nVERSION_ID='12'\nPRETTY_NAME=\"Debian\\\" 12\"\n");
        text(seeds, "app/node_modules/left/package.json", "{\"name\":\"@a/left\",\"version\":\"1.0.0\",\"x\":[{}]}");
        text(
                seeds,
                "usr/lib/python3/dist-packages/left-1.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: left\nVersion: 1.0\n\nText\n");
        text(
                seeds,
                "usr/lib/ruby/gems/3.1.0/specifications/rack-2.0.gemspec",
                "Gem::Specification.new do |s|\n  s.name = \"rack\".freeze\n  s.version = \"2.0\"\nend\n");
        text(seeds, "srv/vendor/composer/installed.json", "{\"packages\":[{\"name\":\"a/b\",\"version\":\"v1.0\"}]}");
        text(seeds, "app/app.deps.json", "{\"libraries\":{\"Left/1.0.0\":{\"type\":\"package\"}}}");
        text(seeds, "app/pubspec.lock", "packages:\n  left:\n    version: \"1.0.0\"\n    source: hosted\n");
        text(seeds, "app/package-lock.json", """
                {"lockfileVersion":3,"packages":{"node_modules/left":{"version":"1.0.0","dev":true}}}""");
        text(seeds, "app/yarn.lock", "left@^1.0.0:\n  version \"1.0.0\"\n");
        text(seeds, "app/pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n  left@1.0.0:\n    resolution: {}\n");
        text(seeds, "app/poetry.lock", "[[package]]\nname = \"left\"\nversion = \"1.0\"\n");
        text(seeds, "app/Gemfile.lock", "GEM\n  specs:\n    rack (2.0)\n");
        text(seeds, "app/Cargo.lock", "[[package]]\nname = \"left\"\nversion = \"1.0.0\"\n");
        text(seeds, "app/composer.lock", "{\"packages\":[{\"name\":\"a/b\",\"version\":\"1.0\"}]}");
        text(seeds, "app/go.mod", "module a\n\nrequire (\n\texample.org/b v1.0.0 // indirect\n)\n");
        text(
                seeds,
                "app/pom.xml",
                "<project><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId>"
                        + "<version>1</version></dependency></dependencies></project>");
        text(seeds, "app/uv.lock", "version = 1\n[[package]]\nname = \"left\"\nsource = {virtual = \".\"}\n");
        text(seeds, "app/bun.lock", "{\"lockfileVersion\": 1, \"packages\": {\"a\": [\"a@1.0.0\", {}],}, // text\n}");
        text(seeds, "app/mix.lock", "%{\n  \"a\": {:hex, :a, \"1.0.0\", \"c0ffee\", [:mix], [], \"hexpm\"},\n}\n");
        text(seeds, "app/requirements.txt", "left[x]==1.0 ; marker --hash=a\n-e git+https://a/b#egg=c\n");
        text(seeds, "app/packages.config", "<packages><package id=\"Left\" version=\"1.0.0\"/></packages>");
        text(seeds, "root/.docker/config.json", "{\"auths\":{\"example.org\":{\"auth\":\"dXNlcjpwYXNzd29yZA==\"}}}");
        text(seeds, "srv/data/cards.csv", "name,card\nA,4012888888881881\n");
        seeds.put("jar", FileTarget.input("app/app.jar", jar()));
        seeds.put(
                "program", FileTarget.input("usr/bin/program", "\177ELF\2\1\1".getBytes(StandardCharsets.ISO_8859_1)));
        Fuzzing.run(FileTarget.class, 6_000, seeds);
    }

    @Test
    void aHostileStreamGivesAnInventoryOrAReason() throws IOException {
        SampleImage image = SampleImage.of(LAYER);
        Fuzzing.run(
                StreamTarget.class,
                3_000,
                Map.of(
                        "docker", StreamTarget.input(Kind.DOCKER_ARCHIVE, image.dockerArchive()),
                        "oci", StreamTarget.input(Kind.OCI, image.ociLayout(UnaryOperator.identity())),
                        "oci-gzip", StreamTarget.input(Kind.OCI, image.ociLayout(SampleImage::gzip)),
                        "oci-zstd", StreamTarget.input(Kind.OCI, image.ociLayout(Zstd::compress)),
                        "root", StreamTarget.input(Kind.ROOTFS, LAYER),
                        "root-gzip", StreamTarget.input(Kind.ROOTFS, SampleImage.gzip(LAYER))));
    }

    private static void text(Map<String, byte[]> seeds, String name, String content) {
        seeds.put(name.replace('/', '_'), FileTarget.input(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] jar() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("META-INF/maven/a/b/pom.properties"));
            zip.write("groupId=a\nartifactId=b\nversion=1\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new java.util.zip.ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Implementation-Version: 1\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
