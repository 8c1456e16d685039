package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.TestInstallation;
import io.plimsoll.model.Digest;
import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarWriter;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestProxy;
import io.plimsoll.testkit.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line in a process of its own, against a real registry.
class RegistryScanIT {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    static Path installation;

    private static Path programs;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException {
        programs = TestInstallation.in(installation);
    }

    @Test
    void bareNameIsReadFromTheRegistryWhenTheEngineHasItNot() throws Exception {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            push(registry, "");

            Command.Outcome found = plimsoll("sbom", registry.host() + "/shop/web:1", "--plain-http");
            assertThat(found.succeeded()).as(found.toString()).isTrue();
            assertThat(found.output()).contains("pkg:npm/lodash@4.17.15");

            Command.Outcome missing = plimsoll("sbom", registry.host() + "/shop/web:2", "--plain-http");
            assertThat(missing.exit()).isEqualTo(2);
            assertThat(missing.errors())
                    .contains("local engine: the container engine does not answer at /nowhere/docker.sock")
                    .contains("registry: " + registry.host() + " has no image");
        }
    }

    @Test
    void imageWhoseManifestIsKnownIsNotDownloadedAgain() throws Exception {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            push(registry, "");
            String name = "registry:" + registry.host() + "/shop/web:1";
            Command.Outcome first = plimsoll("sbom", name, "--plain-http", "--format", "json");
            assertThat(first.succeeded()).as(first.toString()).isTrue();

            String layer = Digest.of(layer()).hex();
            Path stored = folder.resolve("storage/docker/registry/v2/blobs/sha256/" + layer.substring(0, 2));
            Files.delete(stored.resolve(layer).resolve("data"));

            Command.Outcome second = plimsoll("sbom", name, "--plain-http", "--format", "json");
            assertThat(second.output()).isEqualTo(first.output()).contains("lodash");
            Command.Outcome other = plimsoll(
                    "sbom",
                    name.replaceFirst(":1$", "@") + Digest.of(manifest().getBytes(StandardCharsets.UTF_8)),
                    "--plain-http");
            assertThat(other.succeeded())
                    .as("another inventory, of the layer that is known: " + other)
                    .isTrue();
            assertThat(other.output()).contains("pkg:npm/lodash@4.17.15");
        }
    }

    @Test
    void passwordComesFromStandardInputAndShowsNowhere() throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (TestRegistry registry = TestRegistry.withPassword(folder, authority)) {
            push(registry, TestRegistry.basic());
            String command = "echo '%s' | plimsoll sbom registry:%s/shop/web:1 --format json --registry-user %s"
                    + " --registry-password-stdin --registry-ca '%s'";

            Command.Outcome allowed = shell(command.formatted(
                    TestRegistry.PASSWORD, registry.host(), TestRegistry.USER, authority.certificate()));
            Command.Outcome refused =
                    shell(command.formatted("wr0ng", registry.host(), TestRegistry.USER, authority.certificate()));

            assertThat(allowed.succeeded()).as(allowed.toString()).isTrue();
            assertThat(allowed.output()).contains("lodash").doesNotContain(TestRegistry.PASSWORD);
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.errors())
                    .contains("does not let this user read shop/web")
                    .doesNotContain("wr0ng");
        }
    }

    @Test
    void proxyOfTheEnvironmentGetsItsPassword() throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (TestRegistry registry = TestRegistry.withPassword(folder, authority);
                TestProxy proxy = new TestProxy("Basic " + base64("bob:p@ss"))) {
            push(registry, TestRegistry.basic());
            String scan = "HTTPS_PROXY=http://bob:%s@127.0.0.1:" + proxy.port()
                    + " plimsoll sbom registry:registry.test:"
                    + registry.host().replaceFirst(".*:", "") + "/shop/web:1 --registry-ca " + authority.certificate()
                    + " --registry-user " + TestRegistry.USER + " --registry-password-stdin";

            Command.Outcome right = shell("echo " + TestRegistry.PASSWORD + " | " + scan.formatted("p%40ss"));
            Command.Outcome wrong = shell("echo " + TestRegistry.PASSWORD + " | " + scan.formatted("wr0ng"));

            assertThat(right.succeeded()).as(right.toString()).isTrue();
            assertThat(right.output()).contains("lodash");
            assertThat(proxy.passed()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT registry.test:"));
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.errors())
                    .contains("the proxy does not accept the user name and the password in HTTPS_PROXY")
                    .doesNotContain("wr0ng");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void loginOfTheNamedRegistryIsNotSentToTheOneThatStandsForIt() throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (TestRegistry registry = TestRegistry.withPassword(folder, authority)) {
            push(registry, TestRegistry.basic());
            Files.writeString(
                    folder.resolve("registries.conf"),
                    "[[registry]]\nprefix = 'shop.example'\nlocation = '" + registry.host() + "'\n");
            String scan = "echo " + TestRegistry.PASSWORD + " | plimsoll sbom registry:%s/shop/web:1 --registry-ca "
                    + authority.certificate() + " --registry-user " + TestRegistry.USER
                    + " --registry-password-stdin";

            Command.Outcome direct = shell(scan.formatted(registry.host()));
            Command.Outcome moved = shell(scan.formatted("shop.example"));

            assertThat(direct.succeeded()).as(direct.toString()).isTrue();
            assertThat(moved.exit()).isEqualTo(2);
            assertThat(moved.errors())
                    .contains(registry.host().replaceFirst(":.*", "") + " lets nobody read shop/web without a login")
                    .doesNotContain(TestRegistry.PASSWORD);
        }
    }

    private static void push(TestRegistry registry, String authorization) throws IOException {
        registry.pushBlob("shop/web", layer(), authorization);
        registry.pushBlob("shop/web", configuration(), authorization);
        registry.pushManifest("shop/web", "1", MANIFEST, manifest(), authorization);
    }

    private static String manifest() throws IOException {
        return """
                {"schemaVersion":2,"config":{"digest":"%s","size":%d},"layers":[{"digest":"%s","size":%d}]}
                """.formatted(Digest.of(configuration()), configuration().length, Digest.of(layer()), layer().length);
    }

    private static byte[] configuration() throws IOException {
        return """
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}
                """.formatted(Digest.of(layer())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] layer() throws IOException {
        byte[] content = "{\"name\":\"lodash\",\"version\":\"4.17.15\"}".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        tar.begin(new TarEntry(
                TarEntry.Kind.FILE, "app/node_modules/lodash/package.json", "", content.length, 0644, "", false));
        try (OutputStream file = tar.content()) {
            file.write(content);
        }
        tar.endContent(content.length);
        tar.end();
        return out.toByteArray();
    }

    private Command.Outcome plimsoll(String... words) {
        return atHome(Command.of(programs.resolve("plimsoll").toString()).with(words));
    }

    /// An empty word stands for none.
    private String registriesConf() {
        Path file = folder.resolve("registries.conf");
        return Files.exists(file) ? file.toString() : "";
    }

    private Command.Outcome shell(String line) {
        return atHome(Command.of("sh", "-c", line).environment("PATH", programs + ":" + System.getenv("PATH")));
    }

    private Command.Outcome atHome(Command command) {
        return command.environment("DOCKER_CONFIG", folder.toString())
                .environment("XDG_RUNTIME_DIR", folder.toString())
                .environment("XDG_CACHE_HOME", folder.resolve("cache").toString())
                .environment("CONTAINERS_REGISTRIES_CONF", registriesConf())
                .environment("DOCKER_HOST", "unix:///nowhere/docker.sock")
                .run();
    }
}
