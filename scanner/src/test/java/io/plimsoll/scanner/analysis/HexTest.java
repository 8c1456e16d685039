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

class HexTest {
    private static final String COWBOY = """
            {application, 'cowboy', [
            	{description, "Small, fast, modern HTTP server."},
            	{vsn, "2.9.0"},
            	{modules, ['cowboy','cowboy_app']},
            	{applications, [kernel,stdlib,crypto,cowlib,ranch]}
            ]}.
            """;

    @Test
    void emptyApplicationIsAGap() throws IOException {
        Inventory inventory =
                Scans.rootfs(new TarBytes().file("app/lib/x-1.0/ebin/x.app", "").end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(gapCodes(inventory)).containsExactly("malformed-package");
    }

    @Test
    void findsApplicationsOfAReleaseAndWhatHexUnpacked() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("app/lib/cowboy-2.9.0/ebin/cowboy.app", COWBOY)
                .file("app/lib/stdlib-4.2/ebin/stdlib.app", "{application, stdlib, [{vsn, \"4.2\"}]}.")
                .file("src/_build/prod/lib/ranch/ebin/ranch.app", "{application,ranch,[{vsn,\"1.8.0\"}]}.")
                .file(
                        "src/deps/plug/hex_metadata.config",
                        "{<<\"name\">>,<<\"plug\">>}.\n{<<\"version\">>,<<\"1.11.0\">>}.\n{<<\"app\">>,<<\"plug\">>}.\n")
                .file("src/ebin/cowboy.app", COWBOY)
                .end());
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactlyInAnyOrder(
                        tuple("cowboy", "2.9.0", "pkg:hex/cowboy@2.9.0"),
                        tuple("ranch", "1.8.0", "pkg:hex/ranch@1.8.0"),
                        tuple("plug", "1.11.0", "pkg:hex/plug@1.11.0"));
    }

    @Test
    void neverTrustsANameThatHexWouldNotTake() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("lib/a/ebin/a.app", "{application, a, [{vsn, git}]}.")
                .file("lib/b/ebin/b.app", "{application, 'b', [{vsn, \"<script>\"}]}.")
                .file("deps/c/hex_metadata.config", "{<<\"name\">>,<<\"C d\">>}.\n{<<\"version\">>,<<\"1\">>}.")
                .file(
                        "lib/d/ebin/d.app",
                        "{".repeat(100_000) + " ".repeat(1_000_000) + "{vsn,\"" + "1".repeat(1_000_000))
                .end());
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).hasSize(4);
    }
}
