package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {
    @ParameterizedTest
    @CsvSource({
        "ghcr.io, ghcr.io, true",
        "registry-1.docker.io, auth.docker.io, true",
        "registry.gitlab.com, gitlab.com, true",
        "registry.example.com, auth.example.com, false",
        "registry.example.com, example.com, false",
        "evil.docker.io, auth.docker.io, false",
        "registry-1.docker.io, auth.docker.io.evil.example, false",
        "registry-1.docker.io, gitlab.com, false",
        "registry.example.com, sso.example.org, true"
    })
    void loginGoesToTokenServersThatBelongToTheRegistry(String registry, String realm, boolean belong) {
        assertThat(Authorization.belong(registry, realm, Set.of("SSO.example.org")))
                .isEqualTo(belong);
    }
}
