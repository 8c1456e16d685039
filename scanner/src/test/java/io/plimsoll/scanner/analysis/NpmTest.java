package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NpmTest {
    private static final String LODASH = "{\"name\":\"lodash\",\"version\":\"4.17.15\"}";

    @Test
    void emptyManifestIsNoPackage() throws IOException {
        assertThat(names(Scans.rootfs(new TarBytes()
                        .file("a/node_modules/x/package.json", "{}")
                        .end())))
                .isEmpty();
    }

    @Test
    void findsPackagesPlainScopedAndNested() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("app/node_modules/lodash/package.json", LODASH)
                .file(
                        "app/node_modules/@babel/core/package.json",
                        "{\"dependencies\":{\"name\":\"x\"},\"name\":\"@babel/core\",\"files\":[{}],\"version\":\"7.1.0\"}")
                .file(
                        "app/node_modules/lodash/node_modules/ms/package.json",
                        "\uFEFF{\"name\":\"ms\",\"version\":\"2.0.0\"}")
                .end());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(
                        SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl, SoftwarePackage::path)
                .containsExactlyInAnyOrder(
                        tuple("lodash", "4.17.15", "pkg:npm/lodash@4.17.15", "/app/node_modules/lodash/package.json"),
                        tuple(
                                "@babel/core",
                                "7.1.0",
                                "pkg:npm/%40babel/core@7.1.0",
                                "/app/node_modules/@babel/core/package.json"),
                        tuple(
                                "ms",
                                "2.0.0",
                                "pkg:npm/ms@2.0.0",
                                "/app/node_modules/lodash/node_modules/ms/package.json"));
    }

    @Test
    void applicationsAndFixturesAreNotInstalled() throws IOException {
        assertThat(names(Scans.rootfs(new TarBytes()
                        .file("app/package.json", LODASH)
                        .file("app/node_modules/resolve/test/fixtures/x/package.json", LODASH)
                        .file("app/node_modules/.cache/package.json", LODASH)
                        .file("app/node_modules/esm/dist/package.json", "{\"type\":\"module\"}")
                        .file("app/node_modules/package.json", LODASH)
                        .end())))
                .isEmpty();
    }

    @Test
    void aliasIsWhatItsManifestSays() throws IOException {
        assertThat(names(Scans.rootfs(new TarBytes()
                        .file("app/node_modules/underscore/package.json", LODASH)
                        .end())))
                .containsExactly("lodash");
    }

    @Test
    void packagesBehindLinksAreInstalled() throws IOException {
        for (TarBytes root : List.of(
                new TarBytes().symbolicLink("app/node_modules", "../opt/x").file("opt/x/lodash/package.json", LODASH),
                new TarBytes().symbolicLink("app/node_modules", "/opt/x").file("opt/x/@s/lodash/package.json", LODASH),
                new TarBytes().symbolicLink("app/node_modules/a", "/opt/x").file("opt/x/package.json", LODASH),
                new TarBytes().symbolicLink("app/node_modules/@s", "/opt/x").file("opt/x/a/package.json", LODASH))) {
            assertThat(names(Scans.rootfs(root.end()))).containsExactly("lodash");
        }
    }

    @Test
    void hardLinkedManifestsOfPnpmAreFound() throws IOException {
        assertThat(names(Scans.rootfs(new TarBytes()
                        .file("app/node_modules/.pnpm/lodash@4.17.15/node_modules/lodash/package.json", LODASH)
                        .hardLink(
                                "app/node_modules/lodash/package.json",
                                "app/node_modules/.pnpm/lodash@4.17.15/node_modules/lodash/package.json")
                        .end())))
                .containsExactly("lodash", "lodash");
    }

    @Test
    void packageRemovedByAHigherLayerIsGone() throws IOException {
        byte[] base = new TarBytes()
                .file("app/node_modules/lodash/package.json", LODASH)
                .end();
        byte[] top = new TarBytes().file("app/node_modules/.wh.lodash", "").end();

        assertThat(names(Scans.docker(SampleImage.of(base, top)))).isEmpty();
    }

    @Test
    void ofTwoNamesTheLastCountsAsForNode() throws IOException {
        assertThat(names(Scans.rootfs(new TarBytes()
                        .file(
                                "node_modules/x/package.json",
                                "{\"name\":\"safe\",\"version\":\"1.0.0\",\"name\":\"lodash\"}")
                        .end())))
                .containsExactly("lodash");
    }

    @Test
    void manifestsThatCannotBeReadAreGaps() throws IOException {
        for (String manifest : List.of(
                "{\"name\":\"lodash\"",
                "not json",
                "[1]",
                "{\"a\":" + "[".repeat(2000) + "}",
                "{\"name\":\"a\\u001b[2J\",\"version\":\"1\"}",
                "{\"name\":\"lodash\",\"version\":\"1<script>\"}")) {
            Inventory inventory = Scans.rootfs(
                    new TarBytes().file("node_modules/x/package.json", manifest).end());

            assertThat(gapCodes(inventory)).as(manifest).containsExactly("malformed-package");
            assertThat(inventory.packages()).isEmpty();
        }
    }

    @Test
    void readsTheLicenceThatIsNamed() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\",\"license\":\"MIT\"}")
                .file(
                        "node_modules/b/package.json",
                        "{\"license\":{\"type\":\"x\"},\"name\":\"b\",\"version\":\"1.0.0\"}")
                .file("node_modules/c/package.json", "{\"name\":\"c\",\"version\":\"1.0.0\",\"license\":\"<script>\"}")
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::licences)
                .containsExactly(List.of("MIT"), List.of(), List.of());
    }

    @Test
    void findsTheTreesOfPnpmAndBun() throws IOException {
        for (String store : new String[] {".pnpm", ".bun"}) {
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file("app/node_modules/" + store + "/lodash@4.17.15/node_modules/lodash/package.json", LODASH)
                    .symbolicLink("app/node_modules/lodash", store + "/lodash@4.17.15/node_modules/lodash")
                    .end());
            assertThat(names(inventory)).as(store).containsExactly("lodash");
        }
    }

    @Test
    void findsWhatPnpmLinkedToItsStore() throws IOException {
        String stored = "root/.local/share/pnpm/store/v3/files/0a/1b2c";
        String module = "srv/node_modules/.pnpm/lodash@4.17.15/node_modules/lodash/";
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(stored, LODASH)
                .hardLink(module + "package.json", stored)
                .hardLink(module + "other.json", stored)
                .end());
        assertThat(names(inventory)).containsExactly("lodash");
    }

    @Test
    void findsPackagesThatYarnRunsPacked() throws IOException {
        byte[] zip = new ZipBytes()
                .file("node_modules/lodash/package.json", LODASH)
                .file("node_modules/lodash/test/package.json", "{\"name\":\"t\",\"version\":\"1.0.0\"}")
                .end();
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("app/.yarn/cache/lodash-npm-4.17.15-1-8.zip", 0644, zip)
                .file(
                        "app/.yarn/unplugged/ms-npm-2.0.0-1/node_modules/ms/package.json",
                        "{\"name\":\"ms\",\"version\":\"2.0.0\"}")
                .file("app/data/lodash.zip", 0644, zip)
                .end());
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::path)
                .containsExactlyInAnyOrder(
                        tuple("lodash", "/app/.yarn/cache/lodash-npm-4.17.15-1-8.zip"),
                        tuple("ms", "/app/.yarn/unplugged/ms-npm-2.0.0-1/node_modules/ms/package.json"));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aPackedPackageThatCannotBeReadIsAGap() throws IOException {
        Inventory inventory = Scans.rootfs(
                new TarBytes().file("app/.yarn/cache/x.zip", "no archive").end());
        assertThat(gapCodes(inventory)).containsExactly("malformed-package");
    }

    private static List<String> names(Inventory inventory) {
        assertThat(inventory.gaps()).isEmpty();
        return inventory.packages().stream().map(SoftwarePackage::name).toList();
    }
}
