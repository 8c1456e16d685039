package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real registry, Debian's `docker-registry`.
class RegistryIT {
    @TempDir
    static Path keys;

    private static TestAuthority authority;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(keys);
    }

    private static byte[] layer(String program) {
        return new TarBytes()
                .directory("bin/")
                .file("bin/" + program, 0755, ("\177ELF " + program).getBytes(StandardCharsets.ISO_8859_1))
                .end();
    }

    private static SampleImage image(String... programs) {
        return SampleImage.of(Arrays.stream(programs).map(RegistryIT::layer).toArray(byte[][]::new));
    }

    @Test
    void readsTheInventoryThatTheArchiveOfTheImageHas() throws Exception {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            String name = registry.host() + "/shop/web:1.4";
            Digest digest = new Pushing(registry, "").image("shop/web", "1.4", image("shop", "till", "shop"));

            Inventory expected =
                    Scans.docker(image("shop", "till", "shop").named(name).dockerArchive());
            assertThat(Pulls.overPlainHttp().scan(name)).isEqualTo(expected);
            assertThat(Pulls.overPlainHttp()
                            .scan(registry.host() + "/shop/web@" + digest)
                            .packages())
                    .isEqualTo(expected.packages());
        }
    }

    @Test
    void downloadsOnlyTheLayersThatAreWanted() throws Exception {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            new Pushing(registry, "").image("shop/web", "1", image("shop", "till"));

            try (RemoteImage image = Pulls.overPlainHttp().open(registry.host() + "/shop/web:1")) {
                RemoteLayer known = image.layers().getFirst();
                assertThat(known.diffId()).contains(Digest.of(layer("shop")));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                List<RemoteLayer> came = new ArrayList<>();
                image.writeTo(out, layer -> !layer.blob().equals(known.blob()), came::add);
                assertThat(came).containsExactly(image.layers().getLast());

                Inventory inventory = Scans.oci(out.toByteArray());
                assertThat(Scans.gapCodes(inventory)).containsExactly("missing-layer");
                assertThat(inventory.executables()).extracting(Executable::path).containsExactly("/bin/till");
                assertThat(inventory.imageId()).isEqualTo(image.id());
            }
        }
    }

    @Test
    void saysWhatARegistryHasNot() throws Exception {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            new Pushing(registry, "").image("shop/web", "1", image("shop"));
            String digest = "sha256:" + "0".repeat(64);

            Pulls.overPlainHttp()
                    .refused(registry.host() + "/shop/web:2")
                    .hasMessage(
                            registry.host() + " has no image " + registry.host() + "/shop/web:2; check the spelling");
            Pulls.overPlainHttp()
                    .refused(registry.host() + "/shop/web@" + digest)
                    .hasMessageContaining("has no image");
            Pulls.trustingNobody()
                    .refused(registry.host() + "/shop/web:1")
                    .hasMessageContaining("does not speak TLS")
                    .hasMessageContaining("--plain-http");
            Pulls.overPlainHttp()
                    .refused("no-such-host.invalid/web")
                    .hasMessageContaining("no host is known by the name in no-such-host.invalid");
            Pulls.overPlainHttp().refused("localhost:1/web").hasMessageContaining("nothing can be connected to");
        }
    }

    @Test
    void asksForThePasswordOverTlsOfAPrivateAuthority() throws Exception {
        try (TestRegistry registry = TestRegistry.withPassword(folder, authority)) {
            new Pushing(registry, TestRegistry.basic()).image("shop/web", "1", image("shop"));
            String name = registry.host() + "/shop/web:1";
            Path trusted = authority.certificate();

            assertThat(Pulls.trusting(trusted)
                            .as(TestRegistry.USER, TestRegistry.PASSWORD)
                            .scan(name)
                            .gaps())
                    .isEmpty();
            Pulls.trustingNobody()
                    .as(TestRegistry.USER, TestRegistry.PASSWORD)
                    .refused(name)
                    .hasMessageContaining("is not trusted")
                    .hasMessageContaining("--registry-ca");
            Pulls.trusting(trusted)
                    .refused(name)
                    .hasMessageContaining("without a login")
                    .hasMessageContaining("docker login " + registry.host());
            Pulls.trusting(trusted)
                    .as(TestRegistry.USER, "wr0ng")
                    .refused(name)
                    .hasMessageContaining("does not let this user read shop/web")
                    .hasMessageNotContaining("wr0ng");
        }
    }

    @Test
    void fetchesATokenWithPasswordOrRefreshTokenAndAsksForReadingOnly() throws Exception {
        try (TokenServer tokens = TokenServer.start(authority);
                TestRegistry registry = TestRegistry.withTokens(folder, authority, tokens.realm("localhost"))) {
            String push = "Bearer " + tokens.token("shop/web", "\"pull\",\"push\"");
            new Pushing(registry, push).image("shop/web", "1", image("shop", "till"));
            String name = registry.host() + "/shop/web:1";
            CredentialStore refresh = reference -> Optional.of(new Credential.IdentityToken(TokenServer.REFRESH_TOKEN));

            Pulls alice = Pulls.trusting(authority.certificate()).as(TestRegistry.USER, TestRegistry.PASSWORD);
            assertThat(programs(alice.scan(name))).containsExactly("/bin/shop", "/bin/till");
            assertThat(programs(Pulls.trusting(authority.certificate())
                            .with(refresh)
                            .scan(name)))
                    .containsExactly("/bin/shop", "/bin/till");

            assertThat(tokens.asked())
                    .as("one token per run")
                    .containsExactly(
                            new TokenServer.Asked(
                                    "GET",
                                    "client=any&service=registry&scope=repository:shop/web:pull&account=alice",
                                    Optional.of(TestRegistry.basic())),
                            new TokenServer.Asked(
                                    "POST",
                                    "grant_type=refresh_token&client_id=plimsoll&service=registry"
                                            + "&scope=repository%3Ashop%2Fweb%3Apull&refresh_token="
                                            + TokenServer.REFRESH_TOKEN,
                                    Optional.empty()));
            Pulls.trusting(authority.certificate())
                    .refused(name)
                    .hasMessageContaining("does not let everybody read shop/web")
                    .hasMessageContaining("docker login");
        }
    }

    @Test
    void sendsNoLoginToATokenServerOfAnotherHostUnlessTheOperatorNamesIt() throws Exception {
        try (TokenServer tokens = TokenServer.start(authority);
                TestRegistry registry = TestRegistry.withTokens(folder, authority, tokens.realm("127.0.0.1"))) {
            String push = "Bearer " + tokens.token("shop/web", "\"pull\",\"push\"");
            new Pushing(registry, push).image("shop/web", "1", image("shop"));
            Pulls alice = Pulls.trusting(authority.certificate()).as(TestRegistry.USER, TestRegistry.PASSWORD);

            alice.refused(registry.host() + "/shop/web:1")
                    .hasMessage("localhost wants the login to be sent to 127.0.0.1, another host; that was refused."
                            + " If 127.0.0.1 is its token server, say --registry-realm 127.0.0.1");
            assertThat(tokens.asked()).isEmpty();
            assertThat(programs(alice.realm("127.0.0.1").scan(registry.host() + "/shop/web:1")))
                    .containsExactly("/bin/shop");
        }
    }

    @Test
    void findsCertificatesAndLoginsWhereTheDockerClientHasThem() throws Exception {
        try (TestRegistry registry = TestRegistry.withPassword(folder, authority)) {
            new Pushing(registry, TestRegistry.basic()).image("shop/web", "1", image("shop"));
            Path certificates = Files.createDirectories(folder.resolve("certs.d/" + registry.host()));
            Files.copy(authority.certificate(), certificates.resolve("ca.crt"));
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                            .formatted(registry.host(), TestRegistry.basic().substring("Basic ".length())));

            Inventory inventory = Pulls.trustingNobody()
                    .certificatesIn(folder.resolve("certs.d"))
                    .with(AuthFiles.of(Map.of("DOCKER_CONFIG", folder.toString()), folder))
                    .scan(registry.host() + "/shop/web:1");

            assertThat(inventory.executables()).extracting(Executable::path).containsExactly("/bin/shop");
        }
    }

    @Test
    void takesTheImageOfThePlatformThatIsMeant() throws Exception {
        try (TestRegistry registry = TestRegistry.open(folder)) {
            Pushing pushing = new Pushing(registry, "");
            pushing.index(
                    "shop/web",
                    "1",
                    Map.of("linux/amd64", image("amd"), "linux/arm/v6", image("v6"), "linux/arm/v7", image("v7")));
            pushing.image("shop/amd", "1", image("amd"));
            String name = registry.host() + "/shop/web:1";

            assertThat(programs(Pulls.overPlainHttp().on("linux/amd64").scan(name)))
                    .containsExactly("/bin/amd");
            assertThat(programs(Pulls.overPlainHttp().on("linux/arm/v6").scan(name)))
                    .containsExactly("/bin/v6");
            assertThat(programs(Pulls.overPlainHttp().on("linux/arm").scan(name)))
                    .containsExactly("/bin/v7");
            Pulls.overPlainHttp()
                    .on("linux/s390x")
                    .refused(name)
                    .hasMessageContaining("there is no image for linux/s390x, only for ")
                    .hasMessageContaining("linux/arm/v6");
            Pulls.overPlainHttp()
                    .on("linux/arm64")
                    .refused(registry.host() + "/shop/amd:1")
                    .hasMessage("there is no image for linux/arm64, only for linux/amd64");
        }
    }

    private static List<String> programs(Inventory inventory) {
        return inventory.executables().stream().map(Executable::path).toList();
    }
}
