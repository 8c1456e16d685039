package io.plimsoll.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.ImageFile;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Leak;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryReaderTest {
    private static final String EMPTY = """
            {"format":1,"scanner":"0.1.0","names":[],"layers":[],"packages":[],"executables":[],"gaps":[]}""";

    @Test
    void readsTheEmptyInventory() {
        Inventory inventory = read(EMPTY);
        assertThat(inventory.imageId()).isNull();
        assertThat(inventory.distribution()).isNull();
        assertThat(inventory.configuration()).isNull();
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.isComplete()).isTrue();
    }

    @Test
    void readsEveryFieldThatTheScannerWrites() throws IOException {
        Digest base = new Digest("1".repeat(64));
        Digest top = new Digest("2".repeat(64));
        assertThat(read(golden()))
                .isEqualTo(new Inventory(
                        Inventory.FORMAT,
                        "0.1.0",
                        new Digest("0".repeat(64)),
                        List.of("shop/web:1.4"),
                        new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"),
                        new ImageConfiguration(
                                "amd64",
                                "linux",
                                "1000:1000",
                                List.of("/usr/bin/tini", "--"),
                                List.of("node", "server.js"),
                                List.of("8080/tcp"),
                                List.of("NODE_ENV", "PATH"),
                                Map.of(
                                        "maintainer",
                                        "Jürgen \"J\" <j@shop.example>",
                                        "org.opencontainers.image.version",
                                        "1.4"),
                                "2026-11-23T09:30:00Z",
                                true),
                        List.of(
                                new Layer(base, 74547200, "/bin/sh -c #(nop) ADD file", true),
                                new Layer(top, 10240, "")),
                        List.of(
                                new SoftwarePackage(
                                        "org.apache.logging.log4j:log4j-core",
                                        "2.14.1",
                                        PackageType.MAVEN,
                                        "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                                        null,
                                        "",
                                        "/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar",
                                        top),
                                new SoftwarePackage(
                                        "@babel/core",
                                        "7.12.3",
                                        PackageType.NPM,
                                        "pkg:npm/%40babel/core@7.12.3",
                                        null,
                                        "",
                                        "/app/node_modules/@babel/core/package.json",
                                        top,
                                        List.of("MIT"),
                                        "",
                                        "development"),
                                new SoftwarePackage(
                                        "libcurl4",
                                        "7.88.1-10+deb12u5",
                                        PackageType.DEB,
                                        "pkg:deb/debian/libcurl4@7.88.1-10%2Bdeb12u5?arch=amd64&distro=debian-12"
                                                + "&upstream=curl",
                                        new SoftwarePackage.Source("curl", "7.88.1-10+deb12u5"),
                                        "amd64",
                                        "/var/lib/dpkg/status",
                                        base),
                                new SoftwarePackage(
                                        "six",
                                        "1.16.0",
                                        PackageType.PYPI,
                                        "pkg:pypi/six@1.16.0",
                                        null,
                                        "",
                                        "/usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO",
                                        base,
                                        List.of(),
                                        "python3-six",
                                        "")),
                        List.of(
                                new Executable(
                                        "/usr/bin/su",
                                        new Digest("3".repeat(64)),
                                        72000,
                                        0_4755,
                                        base,
                                        "pkg:deb/debian/login@1"),
                                new Executable(
                                        "/usr/local/bin/deploy.sh", new Digest("4".repeat(64)), 120, 0_644, null, "")),
                        1,
                        new SensitiveContent(
                                List.of(
                                        new Leak(
                                                "secret-setting",
                                                Severity.MEDIUM,
                                                "/app/.env",
                                                top,
                                                3,
                                                "DB_PASSWORD=****",
                                                "00112233445566778899aabbccddeeff",
                                                true),
                                        new Leak(
                                                "github-token",
                                                Severity.HIGH,
                                                "env:TOKEN",
                                                null,
                                                0,
                                                "TOKEN=ghp_****",
                                                "ffeeddccbbaa99887766554433221100",
                                                false)),
                                List.of(new CardNumbers(
                                        "/srv/orders.csv", top, "visa", 2, List.of("453201******0366"), false, false)),
                                List.of(new RiskyFile("/usr/bin/su", base, RiskyFile.Kind.SETUID, 04755))),
                        List.of(new ImageFile("/etc/motd", List.of()), new ImageFile("/usr/bin/su", List.of(2, 0))),
                        List.of(
                                new Gap("diff-id-mismatch", "layer 2 is sha256:22 and not sha256:21", ""),
                                new Gap("limit-file", "larger than 134217728 bytes", "/opt/big.jar"))));
    }

    /// Stored documents of earlier versions do not say who owns an executable, which is not that nobody does.
    @Test
    void ownersAreUnknownInDocumentsOfBeforeTheyWereLookedFor() throws IOException {
        Inventory earlier = read(
                golden().replaceAll(",\\s*\"owner\":\"(pkg:deb[^\"]*)?\"", "").replace("\"format\":3", "\"format\":2"));

        assertThat(earlier.executables()).extracting(Executable::owner).containsExactly(null, null);
        assertThat(earlier.unownedExecutables()).isEmpty();
        assertThat(read(golden()).unownedExecutables()).hasValue(1);
    }

    @Test
    void handsOutExecutablesWithoutTheRestUntilSomebodyHasEnough() throws IOException {
        List<Executable> all = new ArrayList<>();
        InventoryReader.executables(stream(golden()), all::add);
        assertThat(all).isEqualTo(read(golden()).executables()).hasSizeGreaterThan(1);

        List<Executable> first = new ArrayList<>();
        InventoryReader.executables(stream(golden()), executable -> {
            first.add(executable);
            return false;
        });
        assertThat(first).containsExactly(all.getFirst());

        String cut = golden().substring(0, golden().indexOf("\"executables\"") + 30);
        assertThatThrownBy(() -> InventoryReader.executables(stream(cut), all::add))
                .isInstanceOf(UnreadableInventoryException.class);
    }

    private static InputStream stream(String document) {
        return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesTheDocumentCutOffAnywhere() throws IOException {
        String golden = golden().strip();
        for (int length = 0; length < golden.length(); length++) {
            String cut = golden.substring(0, length);
            assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(UnreadableInventoryException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\":1 | \"format\":4 | it has format 4, this program reads 1 to 3",
                "\"format\":1 | \"format\":\"1\" | format is VALUE_STRING",
                "\"format\":1 | \"format\":1,\"format\":1 | format",
                "\"names\":[], | `` | the document has no names",
                "\"names\":[] | \"names\":[1] | names is VALUE_NUMBER_INT",
                "\"gaps\":[] | \"gaps\":[],\"files\":[{\"path\":\"/a\",\"packages\":[0]}] | a file belongs to a package that",
                "\"gaps\":[] | \"gaps\":[],\"files\":[{\"path\":\"/a\",\"packages\":[\"0\"]}] | file.packages is of the wrong",
                "\"gaps\":[] | \"gaps\":[],\"files\":[{\"path\":\"/a\",\"packages\":[0,\"0\"]}] | texts and numbers",
                "\"names\":[] | \"names\":[],\"surprise\":1 | unknown field surprise",
                "\"scanner\":\"0.1.0\" | \"scanner\":null | scanner is VALUE_NULL",
                "\"packages\":[] | \"packages\":[{}] | package has no name",
                "\"gaps\":[] | \"gaps\":[{\"code\":\"a\",\"detail\":\"b\",\"path\":\"c\",\"d\":1}] | unknown field d",
                "\"layers\":[] | \"layers\":[{\"diffId\":\"md5:1\",\"size\":1,\"createdBy\":\"\"}] | layer.diffId is not",
                "\"layers\":[] | \"layers\":[{\"diffId\":1,\"size\":1,\"createdBy\":\"\"}] | layer.diffId is of the wrong",
                "\"layers\":[] | \"layers\":[{\"size\":1.5}] | layer.size is VALUE_NUMBER_FLOAT",
                "\"layers\":[] | \"layers\":[{\"size\":99999999999999999999}] | out of range",
                "\"gaps\":[] | \"gaps\":[[[[[[[[[[[[]]]]]]]]]]]] | gap is START_ARRAY",
            })
    void refusesWhatTheScannerDoesNotWrite(String part, String instead, String message) {
        String document = EMPTY.replace(part, instead == null ? "" : instead);
        assertThat(document).isNotEqualTo(EMPTY);
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(UnreadableInventoryException.class)
                .hasMessageContaining(message);
    }

    /// Whatever happens to the bytes on their way, the reader gives an inventory or says that there is none.
    @Test
    void survivesDamageAnywhere() throws IOException {
        byte[] golden = golden().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20261123);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = golden.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                InventoryReader.read(new ByteArrayInputStream(damaged));
            } catch (UnreadableInventoryException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 5000);
    }

    @Test
    void refusesWhatFollowsTheEnd() {
        assertThatThrownBy(() -> read(EMPTY + "{}")).isInstanceOf(UnreadableInventoryException.class);
        assertThatThrownBy(() -> read(EMPTY + EMPTY)).isInstanceOf(UnreadableInventoryException.class);
    }

    @Test
    void refusesTextsAndListsBeyondTheLimits() {
        String longText = "\"scanner\":\"" + "x".repeat(5 << 20) + "\"";
        assertThatThrownBy(() -> read(EMPTY.replace("\"scanner\":\"0.1.0\"", longText)))
                .isInstanceOf(UnreadableInventoryException.class);
        String manyNames = "\"names\":[" + "\"a\",".repeat(10_000) + "\"a\"]";
        assertThatThrownBy(() -> read(EMPTY.replace("\"names\":[]", manyNames)))
                .isInstanceOf(UnreadableInventoryException.class)
                .hasMessageContaining("more than 10000");
    }

    private static Inventory read(String document) {
        return InventoryReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    /// The contract with the scanner: the file that its writer is tested with.
    private static String golden() throws IOException {
        return Files.readString(Path.of("../../scanner/src/test/resources/io/plimsoll/scanner/inventory-golden.json"));
    }
}
