package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private static final String INSTALLED = "var/www/vendor/composer/installed.json";
    private static final String TWIG = """
            {"name": "twig/twig", "version": "v2.13.0", "version_normalized": "2.13.0.0", "license": ["BSD-3-Clause"],
             "require": {"name": "x"}, "authors": [{"name": "somebody", "version": "1"}]}""";
    private static final String SECOND_FORM = """
            {"packages": [%s], "dev": true, "dev-package-names": ["phpunit/phpunit"]}
            """.formatted(TWIG);

    @Test
    void emptyListsHoldNoPackage() throws IOException {
        for (String empty : new String[] {"[]", "{}", "{\"packages\":[]}"}) {
            Inventory inventory = scan(empty);
            assertThat(inventory.packages()).isEmpty();
            assertThat(inventory.gaps()).isEmpty();
        }
    }

    @Test
    void readsTheListOfBothComposers() throws IOException {
        for (String form : new String[] {"[" + TWIG + "]", SECOND_FORM}) {
            Inventory inventory = scan(form);
            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.packages())
                    .extracting(
                            SoftwarePackage::name,
                            SoftwarePackage::version,
                            SoftwarePackage::purl,
                            SoftwarePackage::path,
                            SoftwarePackage::licences)
                    .containsExactly(tuple(
                            "twig/twig",
                            "v2.13.0",
                            "pkg:composer/twig/twig@v2.13.0",
                            "/" + INSTALLED,
                            List.of("BSD-3-Clause")));
        }
    }

    @Test
    void aBranchWithANumberHasItsPlaceInTheOrder() throws IOException {
        Inventory inventory = scan("""
                [{"name": "a/b", "version": "1.2.x-dev", "version_normalized": "1.2.9999999.9999999-dev"},
                 {"name": "a/c", "version": "dev-master", "version_normalized": "9999999-dev"}]""");
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactly(
                        tuple("1.2.9999999.9999999-dev", "pkg:composer/a/b@1.2.x-dev"),
                        tuple("dev-master", "pkg:composer/a/c@dev-master"));
    }

    @Test
    void whatIsNoPackageIsAGapAndTheOthersStay() throws IOException {
        Inventory inventory = scan("[{\"name\":\"a\",\"version\":\"1\"},{\"name\":\"a/b\"}," + TWIG + ",{\"na");
        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("twig/twig");
        assertThat(inventory.gaps()).hasSize(3);
        assertThat(gapCodes(inventory)).containsExactly("malformed-package");
        assertThat(gapCodes(scan("[\"text\"]"))).containsExactly("malformed-package");
    }

    @Test
    void listsElsewhereAreNotComposers() throws IOException {
        assertThat(Scans.rootfs(new TarBytes()
                                .file("srv/installed.json", SECOND_FORM)
                                .end())
                        .packages())
                .isEmpty();
    }

    @Test
    void damagedListsAreReadOrAGapButNeverTheEnd() throws IOException {
        Random random = new Random(2012);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = SECOND_FORM.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Inventory inventory =
                    Scans.rootfs(new TarBytes().file(INSTALLED, 0644, damaged).end());
            assertThat(inventory.packages()).hasSizeLessThan(2);
        }
    }

    private static Inventory scan(String list) throws IOException {
        return Scans.rootfs(new TarBytes().file(INSTALLED, list).end());
    }
}
