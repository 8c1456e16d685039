package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRuleTest {
    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    private static RegistryRule rule(String toml) throws IOException {
        return RegistryRule.of(Json.ofToml(toml.getBytes(StandardCharsets.UTF_8)), Path.of("/conf"));
    }

    private static List<String> places(String toml, String image) throws IOException {
        return rule(toml).places(RegistryReference.parse(image)).stream()
                .map(place -> place.reference().fullName() + (place.insecure() ? " insecure" : ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, alpine, true",
        "docker.io/library/alpine, alpine:3, true",
        "docker.io/library/alp, alpine, false",
        "docker.io/library/alpine:3, alpine:3, true",
        "docker.io/library/alpine:3, alpine:3.1, false",
        "quay.io/shop, quay.io/shop/web, true",
        "quay.io/shop, quay.io/shopping/web, false",
        "quay.io, quay.io.example.com/web, false",
        "quay.io, quay.io:5000/web, true",
        "*.example.com, a.b.example.com/web, true",
        "*.example.com, a.example.com:5000/web, true",
        "*.example.com, example.com/web, false",
        "*.example.com, a.example.com.evil.org/web, false",
        "*.example.com, quay.io/a.example.com/web, false"
    })
    void prefixEndsWhereAPartOfTheNameEnds(String prefix, String image, boolean fits) throws IOException {
        RegistryRule rule = rule("prefix = '" + prefix + "'\nlocation = 'mirror.example'");

        assertThat(rule.match(RegistryReference.parse(image).fullName()) >= 0).isEqualTo(fits);
    }

    @Test
    void locationTakesThePlaceOfThePrefix() throws IOException {
        assertThat(places("location = 'quay.io'", "quay.io/shop/web:1")).containsExactly("quay.io/shop/web:1");
        assertThat(places("prefix = 'docker.io'\nlocation = 'mirror.example:5000/hub/'", "alpine"))
                .containsExactly("mirror.example:5000/hub/library/alpine:latest");
        assertThat(places("prefix = 'quay.io/shop'\nlocation = 'docker.io/shop2'\ninsecure = true", "quay.io/shop/web"))
                .containsExactly("docker.io/shop2/web:latest insecure");
        assertThat(places("prefix = '*.example.com'", "a.example.com/web")).containsExactly("a.example.com/web:latest");
        assertThat(places("prefix = '*.example.com'\nlocation = 'm.example/x'", "a.example.com/web" + DIGEST))
                .containsExactly("m.example/x/web" + DIGEST);
    }

    @Test
    void mirrorsComeBeforeTheLocationAsFarAsTheyServeTheImage() throws IOException {
        String toml = """
                location = "quay.io"
                [[mirror]]
                location = "one.example/quay"
                insecure = true
                [[mirror]]
                location = "tags.example"
                pull-from-mirror = "tag-only"
                [[mirror]]
                location = "digests.example"
                pull-from-mirror = "digest-only"
                """;
        assertThat(places(toml, "quay.io/web:1"))
                .containsExactly("one.example/quay/web:1 insecure", "tags.example/web:1", "quay.io/web:1");
        assertThat(places(toml, "quay.io/web" + DIGEST))
                .containsExactly(
                        "one.example/quay/web" + DIGEST + " insecure",
                        "digests.example/web" + DIGEST,
                        "quay.io/web" + DIGEST);
        assertThat(places("mirror-by-digest-only = true\n" + toml, "quay.io/web:1"))
                .containsExactly("tags.example/web:1", "quay.io/web:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix = 'quay.io'",
                "insecure = true",
                "location = 'quay.io'\n[[mirror]]\ninsecure = true",
                "location = 'quay.io'\n[[mirror]]\nlocation = 'm.example'\npull-from-mirror = 'never'"
            })
    void ruleThatSaysTooLittleIsRefusedByTheNameOfItsFile(String toml) {
        assertThatThrownBy(() -> rule(toml))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("/conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "https://mirror.example", "mirror.example/UPPER", "mirror.example/../x"})
    void locationThatIsNoPlaceInARegistryIsRefused(String location) throws IOException {
        RegistryRule rule = rule("prefix = 'quay.io'\nlocation = '" + location + "'");

        assertThatThrownBy(() -> rule.places(RegistryReference.parse("quay.io/shop/web")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("/conf sends quay.io/shop/web:latest to '" + location);
    }
}
