package io.plimsoll.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdvisedPackageTest {
    @Test
    void meetsUnderEverySpelling() {
        assertThat(new AdvisedPackage("PyPI", "Flask_.Cors")).isEqualTo(new AdvisedPackage("PyPI", "flask-cors"));
        assertThat(new AdvisedPackage("NuGet", "Newtonsoft.Json"))
                .isEqualTo(new AdvisedPackage("NuGet", "newtonsoft.json"));
        assertThat(new AdvisedPackage("Packagist", "Symfony/Yaml"))
                .isEqualTo(new AdvisedPackage("Packagist", "symfony/yaml"));
    }

    @Test
    void keepsApartWhatDiffersElsewhere() {
        assertThat(new AdvisedPackage("npm", "JSONStream")).isNotEqualTo(new AdvisedPackage("npm", "jsonstream"));
        assertThat(new AdvisedPackage("Go", "github.com/a/B")).isNotEqualTo(new AdvisedPackage("Go", "github.com/a/b"));
    }
}
