package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as `docker login` and `podman login` write them, and credential helpers in processes of their own.
class AuthFilesIT {
    private static final String SECRET = "s3cret-0f-alice";

    @TempDir
    Path folder;

    private Optional<Credential> find(String json, String reference) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
        return files().find(RegistryReference.parse(reference));
    }

    private AuthFiles files() {
        return new AuthFiles(
                List.of(folder.resolve("missing.json"), folder.resolve("config.json")),
                new CredentialHelper(Duration.ofSeconds(30), folder + "/docker-credential-"));
    }

    private static String login(String user) {
        return "{\"auth\":\""
                + Base64.getEncoder().encodeToString((user + ":" + SECRET).getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private void helper(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void nobodyIsLoggedInWithoutFiles() throws Exception {
        assertThat(files().find(RegistryReference.parse("ghcr.io/shop/web"))).isEmpty();
        assertThat(find("{}", "ghcr.io/shop/web")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io, ghcr.io/shop/web, true",
        "https://ghcr.io, ghcr.io/shop/web, true",
        "https://ghcr.io/v2/, ghcr.io/shop/web, true",
        "ghcr.io/shop, ghcr.io/shop/web, true",
        "ghcr.io/shop/web, ghcr.io/shop/web, true",
        "ghcr.io/shop/we, ghcr.io/shop/web, false",
        "ghcr.io/other, ghcr.io/shop/web, false",
        "ghcr.io:444, ghcr.io/shop/web, false",
        "ghcr.io, ghcr.io:444/shop/web, false",
        "hcr.io, ghcr.io/shop/web, false",
        "ghcr.io, ghcr.io.example/shop/web, false",
        "https://index.docker.io/v1/, alpine, true",
        "docker.io, shop/web, true",
        "https://index.docker.io/v1/, ghcr.io/shop/web, false"
    })
    void loginIsForItsOwnRegistryOnly(String key, String reference, boolean found) throws Exception {
        Optional<Credential> expected =
                found ? Optional.of(new Credential.Password("alice", SECRET)) : Optional.empty();
        assertThat(find("{\"auths\":{\"" + key + "\":" + login("alice") + "}}", reference))
                .isEqualTo(expected);
    }

    @Test
    void loginForAPartOfTheRegistryCountsMore() throws Exception {
        String json = "{\"auths\":{\"ghcr.io\":" + login("bob") + ",\"ghcr.io/shop\":" + login("alice") + "}}";
        assertThat(find(json, "ghcr.io/shop/web")).contains(new Credential.Password("alice", SECRET));
        assertThat(find(json, "ghcr.io/web")).contains(new Credential.Password("bob", SECRET));
    }

    @Test
    void tokensAreKeptApartFromPasswords() throws Exception {
        assertThat(find("{\"auths\":{\"ghcr.io\":{\"identitytoken\":\"i\"}}}", "ghcr.io/a"))
                .contains(new Credential.IdentityToken("i"));
        assertThat(find("{\"auths\":{\"ghcr.io\":{\"registrytoken\":\"r\"}}}", "ghcr.io/a"))
                .contains(new Credential.RegistryToken("r"));
    }

    @Test
    void helperOfTheRegistryIsAskedBeforeTheOneForAllAndTheFile() throws Exception {
        helper("mine", "read registry; echo \"{\\\"Username\\\":\\\"$1 $registry\\\",\\\"Secret\\\":\\\"m\\\"}\"");
        helper("all", "echo '{\"Username\":\"<token>\",\"Secret\":\"a\"}'");
        String json = "{\"credsStore\":\"all\",\"credHelpers\":{\"ghcr.io\":\"mine\"},\"auths\":{\"ghcr.io\":"
                + login("alice") + "}}";

        assertThat(find(json, "ghcr.io/shop/web")).contains(new Credential.Password("get ghcr.io", "m"));
        assertThat(find(json, "quay.io/shop/web")).contains(new Credential.IdentityToken("a"));
        helper("all", "cat; exit 1");
        assertThatThrownBy(() -> find(json, "quay.io/shop/web")).hasMessageContaining("exit code 1");
    }

    @Test
    void helperThatKnowsNothingLeavesTheFile() throws Exception {
        helper("all", "echo 'credentials not found in native keychain'; exit 1");
        String json = "{\"credsStore\":\"all\",\"auths\":{\"https://index.docker.io/v1/\":" + login("alice") + "}}";

        assertThat(find(json, "alpine")).contains(new Credential.Password("alice", SECRET));
        assertThat(find(json, "ghcr.io/a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'no JSON but s3cret-0f-alice'",
                "echo 's3cret-0f-alice'; exit 3",
                "yes s3cret-0f-alice",
                "echo '{\"Username\":\"a\",\"Secret\":s3cret-0f-alice}'"
            })
    void answerOfAHelperThatIsNoneIsSaidWithoutQuotingIt(String script) throws Exception {
        helper("all", script);
        assertThatThrownBy(() -> find("{\"credsStore\":\"all\"}", "ghcr.io/a"))
                .hasMessageContaining("'docker-credential-all'")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void helperThatHangsOrIsNotThereOrLiesElsewhereGivesNoLogin() throws Exception {
        helper("slow", "sleep 1000");
        CredentialHelper impatient = new CredentialHelper(Duration.ofMillis(300), folder + "/docker-credential-");
        assertThatThrownBy(() -> impatient.ask("slow", "ghcr.io")).hasMessageContaining("does not answer");
        assertThatThrownBy(() -> find("{\"credsStore\":\"absent\"}", "ghcr.io/a"))
                .hasMessageContaining("there is no such program");
        assertThatThrownBy(() -> find("{\"credsStore\":\"../../bin/sh\"}", "ghcr.io/a"))
                .hasMessageContaining("its name is not one of a program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret-0f-alice",
                "{\"auths\":{\"ghcr.io\":{\"auth\":\"s3cret-0f-alice!\"}}}",
                "{\"auths\":{\"ghcr.io\":{\"auth\":\"czNjcmV0LTBmLWFsaWNl\"}}}",
                ""
            })
    void fileThatCannotBeReadIsNamedAndNotQuoted(String json) {
        assertThatThrownBy(() -> find(json, "ghcr.io/a"))
                .hasMessageContaining(folder + "/config.json")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void filesAreThoseOfTheToolsInTheirOrder() throws Exception {
        Path podman = Files.createDirectories(folder.resolve("run/containers")).resolve("auth.json");
        Files.writeString(podman, "{\"auths\":{\"ghcr.io\":" + login("podman") + "}}");
        Path docker = Files.createDirectories(folder.resolve(".docker")).resolve("config.json");
        Files.writeString(
                docker, "{\"auths\":{\"ghcr.io\":" + login("docker") + ",\"quay.io\":" + login("docker") + "}}");
        Map<String, String> runtime = Map.of("XDG_RUNTIME_DIR", folder + "/run");

        assertThat(user(runtime, "ghcr.io/a")).isEqualTo("podman");
        assertThat(user(runtime, "quay.io/a")).isEqualTo("docker");
        assertThat(user(Map.of(), "ghcr.io/a")).isEqualTo("docker");
        assertThat(user(Map.of("DOCKER_CONFIG", folder + "/nowhere"), "ghcr.io/a"))
                .isEqualTo("nobody");
        assertThat(user(Map.of("REGISTRY_AUTH_FILE", podman.toString()), "quay.io/a"))
                .isEqualTo("nobody");
    }

    private String user(Map<String, String> environment, String reference) throws IOException {
        return AuthFiles.of(environment, folder)
                .find(RegistryReference.parse(reference))
                .map(found -> ((Credential.Password) found).user())
                .orElse("nobody");
    }

    @Test
    void credentialsShowNoSecretAsText() {
        assertThat(List.of(
                        new Credential.Password("alice", SECRET),
                        new Credential.IdentityToken(SECRET),
                        new Credential.RegistryToken(SECRET)))
                .asString()
                .contains("alice")
                .doesNotContain(SECRET);
    }
}
