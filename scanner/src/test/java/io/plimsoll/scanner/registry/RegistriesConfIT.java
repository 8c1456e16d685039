package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Podman's `registries.conf`, with a real registry where an image is found and others that remember who asked.
class RegistriesConfIT {
    @TempDir
    static Path keys;

    private static TestAuthority authority;

    @TempDir
    Path folder;

    private TestRegistry real;
    private FakeRegistry other;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(keys);
    }

    @BeforeEach
    void start() throws IOException {
        real = TestRegistry.open(folder);
        new Pushing(real, "").image("hub/shop/web", "1", image("real"));
        other = FakeRegistry.withTls(authority);
    }

    @AfterEach
    void stop() {
        real.close();
        other.close();
    }

    private static SampleImage image(String program) {
        return SampleImage.of(
                new TarBytes().file("bin/" + program, 0755, new byte[100]).end());
    }

    private Pulls pulls(String toml) throws IOException {
        Path file = Files.writeString(folder.resolve("registries.conf"), toml);
        return Pulls.trusting(authority.certificate())
                .registries(new RegistriesFiles(List.of(folder.resolve("none"), file), List.of()));
    }

    private static List<String> programs(Inventory inventory) {
        return inventory.executables().stream().map(Executable::path).toList();
    }

    /// `shop.example` is to be found in the real registry, after a mirror.
    private String afterMirror(String mirror) {
        return """
                [[registry]]
                prefix = "shop.example"
                location = "%s/hub"
                insecure = true
                [[registry.mirror]]
                location = "%s"
                """.formatted(real.host(), mirror);
    }

    @Test
    void imageIsReadAtItsLocationAndKeepsItsName() throws Exception {
        String toml = "[[registry]]\nprefix = 'shop.example'\ninsecure = true\nlocation = '" + real.host() + "/hub'";
        String moved = "shop.example/shop/web:1";

        Inventory inventory = pulls(toml).scan(moved);

        assertThat(programs(inventory)).containsExactly("/bin/real");
        Inventory direct = Pulls.overPlainHttp().scan(real.host() + "/hub/shop/web:1");
        assertThat(inventory.toString().replace(moved, "NAME"))
                .isEqualTo(direct.toString().replace(real.host() + "/hub/shop/web:1", "NAME"));
    }

    @Test
    void mirrorIsAskedFirstAndTheLocationIfItFails() throws Exception {
        String toml = afterMirror(other.at("127.0.0.1"));
        assertThat(programs(pulls(toml).scan("shop.example/shop/web:1"))).containsExactly("/bin/real");
        assertThat(other.asked()).extracting(FakeRegistry.Asked::path).contains("/v2/shop/web/manifests/1");

        other.holding(Pushing.Parts.of(image("mirrored")));
        assertThat(programs(pulls(toml).scan("shop.example/shop/web:1"))).containsExactly("/bin/mirrored");

        pulls(toml)
                .refused("shop.example/shop/web:2")
                .hasMessage("mirror " + other.at("127.0.0.1") + ": " + other.at("127.0.0.1")
                        + " has no image " + other.at("127.0.0.1") + "/shop/web:2; check the spelling; then "
                        + real.host() + " has no image " + real.host() + "/hub/shop/web:2; check the spelling");
    }

    @Test
    void mirrorThatSendsAnotherManifestThanThePinnedOneIsPassedOver() throws Exception {
        other.on(
                "/v2/shop/web/manifests/" + digest(),
                FakeRegistry.sending(Pushing.Parts.of(image("other")).manifest()));

        assertThat(programs(pulls(afterMirror(other.at("127.0.0.1"))).scan("shop.example/shop/web@" + digest())))
                .containsExactly("/bin/real");
        assertThat(other.asked()).isNotEmpty();
    }

    private static String digest() throws IOException {
        return Digest.of(Pushing.Parts.of(image("real")).manifest().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Test
    void blockedImageIsNotAskedForAnywhere() throws Exception {
        String toml = "[[registry]]\nlocation = '" + other.at("127.0.0.1") + "'\nblocked = true";

        pulls(toml)
                .refused(other.at("127.0.0.1") + "/shop/web:1")
                .hasMessage(folder.resolve("registries.conf") + " blocks " + other.at("127.0.0.1") + ", so "
                        + other.at("127.0.0.1") + "/shop/web:1 is not fetched");
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void eachPlaceGetsItsOwnLoginOnly() throws Exception {
        String mirror = other.at("127.0.0.1");
        other.on("/v2/shop/web/manifests/1", FakeRegistry.demanding("Basic realm=\"r\"", FakeRegistry.status(404)));
        CredentialStore ofTheName = reference -> reference.registry().equals("shop.example")
                ? Optional.of(new Credential.Password("alice", "of-shop"))
                : Optional.empty();
        assertThat(programs(pulls(afterMirror(mirror)).with(ofTheName).scan("shop.example/shop/web:1")))
                .containsExactly("/bin/real");
        assertThat(other.asked())
                .isNotEmpty()
                .allMatch(asked -> asked.authorization().isEmpty());

        Credential.Password own = new Credential.Password("bob", "of-mirror");
        pulls(afterMirror(mirror))
                .with(reference -> reference.registry().equals(mirror) ? Optional.of(own) : Optional.empty())
                .scan("shop.example/shop/web:1");
        assertThat(other.asked()).extracting(FakeRegistry.Asked::authorization).contains(Optional.of(own.basic()));
    }

    @Test
    void tokenServerThatWasNamedForTheRegistryGetsNoLoginOfAMirror() throws Exception {
        String mirror = other.at("127.0.0.1");
        try (FakeRegistry tokens = FakeRegistry.withTls(authority)) {
            String challenge = "Bearer realm=\"https://" + tokens.at("localhost") + "/token\",service=\"s\"";
            other.on("/v2/shop/web/manifests/1", FakeRegistry.status(401, "WWW-Authenticate", challenge));

            assertThat(programs(pulls(afterMirror(mirror))
                            .realm("localhost")
                            .with(reference -> reference.registry().equals(mirror)
                                    ? Optional.of(new Credential.Password("bob", "of-mirror"))
                                    : Optional.empty())
                            .scan("shop.example/shop/web:1")))
                    .containsExactly("/bin/real");
            assertThat(other.asked()).isNotEmpty();
            assertThat(tokens.asked()).isEmpty();
        }
    }

    @Test
    void withoutTlsOnlyWhereTheFileSaysSo() throws Exception {
        String toml = "[[registry]]\nprefix = 'shop.example'\nlocation = '" + real.host() + "/hub'";

        pulls(toml).refused("shop.example/shop/web:1").hasMessageContaining("does not speak TLS");
    }

    @Test
    void certificateThatNobodyVouchesForIsRefusedAlsoWhereTheFileSaysInsecure(@TempDir Path unknown) throws Exception {
        try (FakeRegistry secure = FakeRegistry.withTls(TestAuthority.in(unknown))) {
            String toml = "[[registry]]\ninsecure = true\nlocation = '" + secure.at("localhost") + "'";

            pulls(toml).refused(secure.at("localhost") + "/shop/web:1").hasMessageContaining("is not trusted");
            assertThat(secure.asked()).isEmpty();
        }
    }

    @Test
    void laterFilesReplaceWhatEarlierOnesSayOfAPrefix() throws Exception {
        Path more = Files.createDirectory(folder.resolve("registries.conf.d"));
        Files.writeString(more.resolve("1.conf"), "[[registry]]\nlocation = 'a.example'\nblocked = true");
        Files.writeString(more.resolve("2.conf"), "[[registry]]\nlocation = 'a.example'");
        Files.writeString(more.resolve("3.txt"), "[[registry]]\nlocation = 'a.example'\nblocked = true");
        Path file = Files.writeString(folder.resolve("r.conf"), "[[registry]]\nlocation = 'b.example'");

        assertThat(new RegistriesFiles(List.of(file), List.of(more)).rules())
                .extracting(RegistryRule::prefix, RegistryRule::blocked)
                .containsExactly(tuple("b.example", false), tuple("a.example", false));
    }

    @Test
    void filesAreThoseOfThePersonOrTheMachineUnlessOneIsNamed() {
        assertThat(RegistriesFiles.of(Map.of("CONTAINERS_REGISTRIES_CONF", "/x"), folder))
                .isEqualTo(new RegistriesFiles(List.of(Path.of("/x")), List.of()));
        assertThat(RegistriesFiles.of(Map.of(), folder).alternatives())
                .containsExactly(
                        folder.resolve(".config/containers/registries.conf"),
                        Path.of("/etc/containers/registries.conf"));
    }

    @Test
    void fileThatCannotBeFollowedIsNamedBeforeAnythingIsAsked() throws Exception {
        String name = other.at("127.0.0.1") + "/shop/web:1";

        pulls("[registries.block]\nregistries = ['x']")
                .refused(name)
                .hasMessageContaining(folder.resolve("registries.conf") + " is of version 1");
        pulls("[[registry]\n")
                .refused(name)
                .hasMessageContaining(folder.resolve("registries.conf") + " cannot be read");
        Files.delete(folder.resolve("registries.conf"));
        Files.createDirectory(folder.resolve("registries.conf"));
        Pulls.trustingNobody()
                .registries(new RegistriesFiles(List.of(folder.resolve("registries.conf")), List.of()))
                .refused(name)
                .hasMessageContaining(folder.resolve("registries.conf") + " cannot be read");
        assertThat(other.asked()).isEmpty();
    }
}
