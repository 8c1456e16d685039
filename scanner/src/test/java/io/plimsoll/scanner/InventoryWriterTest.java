package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InventoryWriterTest {
    private static final Digest BASE = new Digest("1".repeat(64));
    private static final Digest TOP = new Digest("2".repeat(64));

    @Test
    void leavesOutWhatIsNull() throws IOException {
        Inventory empty =
                new Inventory(1, "0.1.0", null, List.of(), null, null, List.of(), List.of(), List.of(), List.of());

        assertThat(write(empty))
                .isEqualTo("{\"format\":1,\"scanner\":\"0.1.0\",\"names\":[],\"layers\":[],\"packages\":[],"
                        + "\"executables\":[],\"gaps\":[]}");
    }

    /// The golden file is the contract with those who read inventories. It is indented for people; the writer is not.
    @Test
    void writesOneOfEachAsTheGoldenFileSays() throws IOException {
        assertThat(write(oneOfEach())).isEqualTo(golden());
    }

    @Test
    void escapesControlCharacters() throws IOException {
        Inventory hostile = new Inventory(
                1,
                "0.1.0",
                null,
                List.of("a\u001b[2J\n\u0000"),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(write(hostile)).contains("\"names\":[\"a\\u001B[2J\\n\\u0000\"]");
    }

    private static Inventory oneOfEach() {
        return new Inventory(
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
                                "org.opencontainers.image.version",
                                "1.4",
                                "maintainer",
                                "J\u00fcrgen \"J\" <j@shop.example>"),
                        "2026-11-23T09:30:00Z",
                        true),
                List.of(new Layer(BASE, 74_547_200, "/bin/sh -c #(nop) ADD file", true), new Layer(TOP, 10_240, "")),
                List.of(
                        new SoftwarePackage(
                                "org.apache.logging.log4j:log4j-core",
                                "2.14.1",
                                PackageType.MAVEN,
                                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                                null,
                                "",
                                "/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar",
                                TOP),
                        new SoftwarePackage(
                                "@babel/core",
                                "7.12.3",
                                PackageType.NPM,
                                "pkg:npm/%40babel/core@7.12.3",
                                null,
                                "",
                                "/app/node_modules/@babel/core/package.json",
                                TOP,
                                List.of("MIT"),
                                "",
                                "development"),
                        new SoftwarePackage(
                                "libcurl4",
                                "7.88.1-10+deb12u5",
                                PackageType.DEB,
                                "pkg:deb/debian/libcurl4@7.88.1-10%2Bdeb12u5?arch=amd64&distro=debian-12&upstream=curl",
                                new SoftwarePackage.Source("curl", "7.88.1-10+deb12u5"),
                                "amd64",
                                "/var/lib/dpkg/status",
                                BASE),
                        new SoftwarePackage(
                                "six",
                                "1.16.0",
                                PackageType.PYPI,
                                "pkg:pypi/six@1.16.0",
                                null,
                                "",
                                "/usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO",
                                BASE,
                                List.of(),
                                "python3-six",
                                "")),
                List.of(
                        new Executable(
                                "/usr/bin/su",
                                new Digest("3".repeat(64)),
                                72_000,
                                04755,
                                BASE,
                                "pkg:deb/debian/login@1"),
                        new Executable("/usr/local/bin/deploy.sh", new Digest("4".repeat(64)), 120, 0644, null, "")),
                1,
                new SensitiveContent(
                        List.of(
                                new Leak(
                                        "secret-setting",
                                        Severity.MEDIUM,
                                        "/app/.env",
                                        TOP,
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
                                "/srv/orders.csv", TOP, "visa", 2, List.of("453201******0366"), false, false)),
                        List.of(new RiskyFile("/usr/bin/su", BASE, RiskyFile.Kind.SETUID, 04755))),
                List.of(new ImageFile("/etc/motd", List.of()), new ImageFile("/usr/bin/su", List.of(2, 0))),
                List.of(
                        new Gap("diff-id-mismatch", "layer 2 is sha256:22 and not sha256:21", ""),
                        new Gap("limit-file", "larger than 134217728 bytes", "/opt/big.jar")));
    }

    private static String write(Inventory inventory) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InventoryWriter.write(inventory, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                InventoryWriterTest.class.getResourceAsStream("inventory-golden.json"), "inventory-golden.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining());
        }
    }
}
