package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageUrlTest {
    @Test
    void readsWhatItWrites() {
        Map<String, String> qualifiers = Map.of("arch", "amd64", "upstream", "a b+c");
        String purl = PackageUrl.of("npm", "@scope/inner", "left", "1.0+x~y", qualifiers);
        assertThat(purl).isEqualTo("pkg:npm/%40scope/inner/left@1.0%2Bx~y?arch=amd64&upstream=a%20b%2Bc");
        assertThat(PackageUrl.parse(purl))
                .contains(new PackageUrl("npm", "@scope/inner", "left", "1.0+x~y", qualifiers));
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/@scope/left, @scope, left, ''",
        "pkg:npm/@scope/left@1, @scope, left, 1",
        "pkg:deb/debian/libc6@2.36-9+deb12u1, debian, libc6, 2.36-9+deb12u1",
        "pkg:PYPI//six@1#path, '', six, 1",
    })
    void takesItApart(String purl, String namespace, String name, String version) {
        assertThat(PackageUrl.parse(purl).orElseThrow())
                .extracting(PackageUrl::namespace, PackageUrl::name, PackageUrl::version)
                .containsExactly(namespace, name, version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pkg:", "pkg:npm", "npm/left", "pkg:npm/%zz", "pkg:npm/a%0a", "pkg:npm/%ff"})
    void refusesWhatIsNone(String text) {
        assertThat(PackageUrl.parse(text)).isEmpty();
    }
}
