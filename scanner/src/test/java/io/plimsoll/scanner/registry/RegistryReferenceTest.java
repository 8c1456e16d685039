package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryReferenceTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpine | registry-1.docker.io | library/alpine | latest | alpine:latest",
                "alpine:3.20 | registry-1.docker.io | library/alpine | 3.20 | alpine:3.20",
                "shop/web | registry-1.docker.io | shop/web | latest | shop/web:latest",
                "docker.io/alpine | registry-1.docker.io | library/alpine | latest | alpine:latest",
                "index.docker.io/shop/web:1 | registry-1.docker.io | shop/web | 1 | shop/web:1",
                "localhost/web | localhost | web | latest | localhost/web:latest",
                "localhost:5000/web:1 | localhost:5000 | web | 1 | localhost:5000/web:1",
                "[::1]:5000/a/b/c:1 | [::1]:5000 | a/b/c | 1 | [::1]:5000/a/b/c:1",
                "registry.example.com/a__b/c-d.e:V_1 | registry.example.com | a__b/c-d.e | V_1 |"
                        + " registry.example.com/a__b/c-d.e:V_1",
            })
    void namesMeanWhatTheyMeanToTheDockerClient(String text, String host, String repository, String tag, String name) {
        RegistryReference reference = RegistryReference.parse(text);
        assertThat(reference.host()).isEqualTo(host);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.version()).isEqualTo(tag);
        assertThat(reference).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.io/a.b/c:1", "docker.io/localhost/c:1", "docker.io/library/a/b:1"})
    void aNameThatWouldMeanAnotherIsNotShortened(String text) {
        assertThat(RegistryReference.parse(text)).hasToString(text);
        assertThat(RegistryReference.parse(RegistryReference.parse(text).toString()))
                .isEqualTo(RegistryReference.parse(text));
    }

    @Test
    void digestCountsMoreThanATag() {
        assertThat(RegistryReference.parse("ghcr.io/shop/web:1@" + DIGEST).version())
                .isEqualTo(DIGEST);
        assertThat(RegistryReference.parse("ghcr.io/shop/web@" + DIGEST)).hasToString("ghcr.io/shop/web@" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "Shop",
                "shop/",
                "shop//web",
                "shop/../web",
                "shop web",
                "shop:",
                "shop:-1",
                "shop@sha256:123",
                "shop@md5:123",
                "evil@registry.example.com/shop",
                "registry.example.com:port/shop",
                "registry.example.com:5000:6/shop",
                "registry_.example.com/shop",
                "https://registry.example.com/shop",
                "registry.example.com?x=/shop",
                "registry.example.com#/shop",
                "registry.example.com/shop/manifests?x"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> RegistryReference.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
