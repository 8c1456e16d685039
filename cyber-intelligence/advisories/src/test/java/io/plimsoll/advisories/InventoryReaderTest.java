package io.plimsoll.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    void readsEveryField() throws IOException {
        Digest layer = new Digest("b".repeat(64));
        assertThat(read(golden()))
                .isEqualTo(new Inventory(
                        1,
                        "0.1.0",
                        new Digest("a".repeat(64)),
                        List.of("shop/web:1.4"),
                        new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"),
                        new ImageConfiguration(
                                "amd64",
                                "linux",
                                "app",
                                List.of("/entry"),
                                List.of("serve", "--port=80"),
                                List.of("80/tcp"),
                                List.of("PATH"),
                                Map.of("team", "shop"),
                                "2026-11-01T06:00:00Z"),
                        List.of(new Layer(layer, 10240, "ADD rootfs")),
                        List.of(
                                new SoftwarePackage(
                                        "libc6",
                                        "2.36-9+deb12u7",
                                        PackageType.DEB,
                                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u7?arch=amd64&distro=debian-12"
                                                + "&upstream=glibc",
                                        new SoftwarePackage.Source("glibc", "2.36-9+deb12u7"),
                                        "amd64",
                                        "/var/lib/dpkg/status",
                                        layer),
                                new SoftwarePackage(
                                        "@scope/näme",
                                        "1.0.0",
                                        PackageType.NPM,
                                        "pkg:npm/%40scope/n%C3%A4me@1.0.0",
                                        null,
                                        "",
                                        "/app/node_modules/@scope/näme/package.json",
                                        null)),
                        List.of(new Executable("/bin/sh", new Digest("c".repeat(64)), 125688, 0_4755, layer)),
                        List.of(new Gap("limit-bytes", "a file of 3 GiB was not read", "/huge.jar"))));
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
                "\"format\":1 | \"format\":2 | it has format 2, this program reads 1",
                "\"format\":1 | \"format\":\"1\" | format is VALUE_STRING",
                "\"format\":1 | \"format\":1,\"format\":1 | format",
                "\"names\":[], | `` | the document has no names",
                "\"names\":[] | \"names\":[1] | names is VALUE_NUMBER_INT",
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

    private static String golden() throws IOException {
        try (InputStream in = InventoryReaderTest.class.getResourceAsStream("inventory.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
