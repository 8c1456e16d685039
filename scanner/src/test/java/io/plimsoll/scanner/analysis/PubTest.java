package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PubTest {
    private static final String CONFIGURATION = "app/.dart_tool/package_config.json";

    @Test
    void emptyConfigurationHoldsNoPackage() throws IOException {
        Inventory inventory = scan("{\"configVersion\":2,\"packages\":[]}");
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void findsWhatLiesInTheCache() throws IOException {
        Inventory inventory = scan("""
                {"configVersion": 2, "packages": [
                  {"name": "args", "rootUri": "file:///root/.pub-cache/hosted/pub.dev/args-2.4.0", "packageUri": "lib/"},
                  {"name": "http_parser", "rootUri": "file:///c/hosted/pub.dartlang.org/http_parser-4.0.0%2B1"},
                  {"name": "shop", "rootUri": "../", "packageUri": "lib/"}],
                 "generator": "pub"}
                """);
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("args", "2.4.0", "pkg:pub/args@2.4.0"),
                        tuple("http_parser", "4.0.0+1", "pkg:pub/http_parser@4.0.0%2B1"));
    }

    @Test
    void whatIsNoConfigurationIsAGap() throws IOException {
        for (String broken : new String[] {"", "[]", "{\"packages\":[{}]}", "{\"packages\":[1]}", "{\"packages\":["}) {
            assertThat(gapCodes(scan(broken))).as(broken).containsExactly("malformed-package");
        }
    }

    private static Inventory scan(String configuration) throws IOException {
        return Scans.rootfs(new TarBytes().file(CONFIGURATION, configuration).end());
    }
}
