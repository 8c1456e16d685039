package io.plimsoll.scanner.fuzz;

import com.github.luben.zstd.Zstd;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.java.BillTarget;
import io.plimsoll.scanner.analysis.rpm.LogTarget;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.registry.DocumentTarget;
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
        text(seeds, "app/Pipfile.lock", "{\"_meta\":{},\"default\":{\"left\":{\"version\":\"==1.0\"}},\"develop\":{}}");
        text(seeds, "app/pylock.toml", "lock-version = \"1.0\"\n[[packages]]\nname = \"left\"\nversion = \"1.0\"\n");
        text(
                seeds,
                "app/Directory.Packages.props",
                "<Project><ItemGroup><PackageVersion Include=\"Left\" Version=\"1.0.0\"/></ItemGroup></Project>");
        text(seeds, "app/paket.lock", "NUGET\n  remote: https://a/\n    Left (1.0)\n");
        text(seeds, "app/go.sum", "example.org/b v1.0.0 h1:a=\nexample.org/b v1.0.0/go.mod h1:b=\n");
        text(seeds, "app/vendor/modules.txt", "# example.org/b v1.0.0\n## explicit; go 1.20\nexample.org/b\n");
        text(
                seeds,
                "app/gradle/verification-metadata.xml",
                "<verification-metadata><components><component group=\"a\" name=\"b\" version=\"1\"/></components>"
                        + "</verification-metadata>");
        text(
                seeds,
                "app/build.sbt.lock",
                "{\"lockVersion\":1,\"configurations\":[\"compile\"],\"dependencies\":[{\"org\":\"a\",\"name\":\"b\","
                        + "\"version\":\"1\",\"configurations\":[\"compile\"]}]}");
        text(seeds, "app/renv.lock", "{\"R\":{},\"Packages\":{\"left\":{\"Package\":\"left\",\"Version\":\"1.0\"}}}");
        text(seeds, "etc/lsb-release", "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\n");
        text(seeds, "opt/java/release", "JAVA_VERSION=\"21.0.1\"\n");
        text(seeds, "usr/local/go/VERSION", "go1.22.1\ntime 2024-01-01\n");
        text(seeds, "var/lib/dpkg/info/base.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/bin/run\n");
        text(
                seeds,
                "var/lib/rpmmanifest/container-manifest-2",
                "bash\t5.1-1\t1700000000\t1700000000\tA\t(none)\t100\tx86_64\t0\tbash-5.1-1.src.rpm\n");
        text(seeds, "usr/lib/python3/left-1.dist-info/RECORD", "left/__init__.py,sha256=a,1\n../../../bin/left,,\n");
        text(
                seeds,
                "app/deps/left/hex_metadata.config",
                "{<<\"name\">>,<<\"left\">>}.\n{<<\"version\">>,<<\"1.0.0\">>}.\n");
        text(
                seeds,
                "root/.nuget/packages/left/1.0.0/left.nuspec",
                "<package><metadata><id>Left</id><version>1.0.0</version></metadata></package>");
        text(seeds, "root/.aws/credentials", "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");
        text(seeds, "etc/ssl/private/server.key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
        seeds.put(
                "egg",
                FileTarget.input("usr/lib/python3/left-1.egg", zip("EGG-INFO/PKG-INFO", "Name: a\nVersion: 1\n")));
        seeds.put(
                "pex",
                FileTarget.input(
                        "app/run.pex", zip("PEX-INFO", "{\"distributions\":{\"a-1-py3-none-any.whl\":\"\"}}")));
        seeds.put(
                "yarn",
                FileTarget.input(
                        "app/.yarn/cache/left-npm-1.0.0-9e1101a471-8.zip",
                        zip("node_modules/left/package.json", "{\"name\":\"left\",\"version\":\"1.0.0\"}")));
        seeds.put("jar", FileTarget.input("app/app.jar", jar()));
        seeds.put(
                "program", FileTarget.input("usr/bin/program", "\177ELF\2\1\1".getBytes(StandardCharsets.ISO_8859_1)));
        Fuzzing.run(FileTarget.class, 200, seeds);
    }

    @Test
    void aHostileStreamGivesAnInventoryOrAReason() throws IOException {
        SampleImage image = SampleImage.of(LAYER);
        Fuzzing.run(
                StreamTarget.class,
                250,
                Map.of(
                        "docker", StreamTarget.input(Kind.DOCKER_ARCHIVE, image.dockerArchive()),
                        "oci", StreamTarget.input(Kind.OCI, image.ociLayout(UnaryOperator.identity())),
                        "oci-gzip", StreamTarget.input(Kind.OCI, image.ociLayout(SampleImage::gzip)),
                        "oci-zstd", StreamTarget.input(Kind.OCI, image.ociLayout(Zstd::compress)),
                        "root", StreamTarget.input(Kind.ROOTFS, LAYER),
                        "root-gzip", StreamTarget.input(Kind.ROOTFS, SampleImage.gzip(LAYER))));
    }

    @Test
    void aHostileBillOfMaterialsGivesAnInventoryOrAReason() throws IOException {
        Fuzzing.run(
                SbomTarget.class,
                4_000,
                Map.of(
                        "cyclonedx", bytes("""
                                {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"name":"shop"}},
                                 "components":[{"type":"library","group":"a","name":"b","version":"1",
                                  "purl":"pkg:maven/a/b@1?type=jar","licenses":[{"license":{"id":"MIT"}}],
                                  "evidence":{"occurrences":[{"location":"app/b.jar"}]},
                                  "properties":[{"name":"plimsoll:layer","value":"x"}],"components":[]},
                                  {"type":"operating-system","name":"debian","version":"12"}],
                                 "compositions":[{"aggregate":"incomplete"}]}
                                """),
                        "spdx", bytes("""
                                {"spdxVersion":"SPDX-2.3","packages":[{"name":"b","versionInfo":"1",
                                 "primaryPackagePurpose":"OPERATING-SYSTEM","licenseDeclared":"MIT",
                                 "sourceInfo":"found at app/b in layer sha256:00 owned by c","externalRefs":[
                                 {"referenceType":"purl","referenceLocator":"pkg:deb/debian/b@1?distro=debian-12"}]}],
                                 "relationships":[{"relationshipType":"CONTAINS","relatedSpdxElement":"NOASSERTION"}]}
                                """),
                        "spdx3", bytes("""
                                {"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
                                 {"type":"software_Package","name":"b","software_packageVersion":"1",
                                  "software_packageUrl":"pkg:npm/b@1","software_primaryPurpose":"operatingSystem"}]}
                                """)));
    }

    @Test
    void aHostileResultOfALayerGivesAnInventoryOrAReason() throws IOException {
        Fuzzing.run(LayerTarget.class, 220, Map.of("result", LayerTarget.result()));
    }

    @Test
    void projectsOfMavenThatExplainEachOtherInAnyWayGiveAnInventory() throws IOException {
        Fuzzing.run(PomsTarget.class, 120, Map.of("some", bytes("10123456789abcdefghijklmnopqrstuvwxyz")));
    }

    @Test
    void aHostileBillInAProgramGivesAnInventory() throws IOException {
        String bill = """
                {"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","group":"g","name":"a",
                 "version":"1","purl":"pkg:maven/g/a@1"}]}""";
        Fuzzing.run(
                BillTarget.class,
                5_000,
                Map.of("text", bytes("1" + bill), "packed", bytes("0\u001f\u008b\b\0\0\0\0\0\0\u0003" + bill)));
    }

    @Test
    void aHostileLogOfAPackageDatabaseGivesAnInventory() throws IOException {
        Fuzzing.run(LogTarget.class, 150, Map.of("log", LogTarget.log()));
    }

    @Test
    void aHostileRegistryIsUnderstoodOrRefused() throws IOException {
        Fuzzing.run(
                DocumentTarget.class,
                10_000,
                Map.of(
                        "challenge",
                        DocumentTarget.input(
                                0, "Bearer realm=\"https://a/token\",service=\"b\", Basic realm=\"c\\\"d\""),
                        "manifest",
                        DocumentTarget.input(1, """
                                {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",
                                 "digest":"sha256:%1$s","size":2},"layers":[{"mediaType":"a","digest":"sha256:%1$s",
                                 "size":3}]}
                                """.formatted("0".repeat(64))),
                        "index",
                        DocumentTarget.input(1, """
                                {"schemaVersion":2,"manifests":[{"digest":"sha256:%s","size":2,
                                 "platform":{"os":"linux","architecture":"amd64"}}]}
                                """.formatted("0".repeat(64))),
                        "logins",
                        DocumentTarget.input(2, """
                                {"auths":{"https://registry.example:5000/v2/":{"auth":"dXNlcjpwYXNzd29yZA=="}},
                                 "credHelpers":{"a":"b"},"credsStore":""}
                                """),
                        "reference",
                        DocumentTarget.input(3, "ghcr.io/shop/web:1.4@sha256:" + "0".repeat(64))));
    }

    private static void text(Map<String, byte[]> seeds, String name, String content) {
        seeds.put(name.replace('/', '_'), FileTarget.input(name, bytes(content)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry(name));
            zip.write(bytes(content));
        }
        return bytes.toByteArray();
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
