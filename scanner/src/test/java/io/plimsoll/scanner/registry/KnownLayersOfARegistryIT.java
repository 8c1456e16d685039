package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.LayerCache;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.ScanOutcome;
import io.plimsoll.scanner.ScanSource;
import io.plimsoll.scanner.ScannerProcess;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestDistribution;
import io.plimsoll.testkit.TestRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scanner processes, the cache that their callers share, and a real registry of which every request is counted.
class KnownLayersOfARegistryIT {
    private static final byte[] BASE = new TarBytes()
            .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
            .file(
                    "var/lib/dpkg/status",
                    "Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 7.88.1-10\n\n")
            .end();
    private static final byte[] WEB = library("2.0.0");
    private static final byte[] TILL = library("9.9.9");

    @TempDir
    Path folder;

    private TestRegistry registry;
    private FakeRegistry front;

    @BeforeEach
    void start() throws Exception {
        registry = TestRegistry.open(folder);
        front = new FakeRegistry().before(URI.create("http://" + registry.host()));
    }

    @AfterEach
    void stop() {
        front.close();
        registry.close();
    }

    private static byte[] library(String version) {
        return new TarBytes()
                .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"" + version + "\"}")
                .end();
    }

    private String push(String repository, SampleImage image) throws Exception {
        new Pushing(registry, "").image(repository, "1", image);
        return front.at("localhost") + "/" + repository + ":1";
    }

    @Test
    void secondScanOfAnImageFetchesNoBlobOfALayer() throws Exception {
        String name = push("shop/web", SampleImage.of(BASE, WEB));
        String first = made(name, cache());
        assertThat(fetchedLayers()).containsExactlyInAnyOrder(blob(BASE), blob(WEB));
        front.asked().clear();

        assertThat(made(name, cache()))
                .isEqualTo(first)
                .isEqualTo(made(name, Optional.empty()))
                .contains("curl", "2.0.0", "\"gaps\":[]");
        assertThat(fetchedLayers()).as("by the scan without a cache").hasSize(2);
    }

    @Test
    void anotherImageFetchesOnlyTheLayersThatAreNew() throws Exception {
        made(push("shop/web", SampleImage.of(BASE, WEB)), cache());
        String till = push("shop/till", SampleImage.of(BASE, TILL));
        String relabelled = push("shop/web", SampleImage.of(BASE, WEB).user("shop"));
        String expectedTill = made(till, Optional.empty());
        String expectedRelabelled = made(relabelled, Optional.empty());
        front.asked().clear();

        assertThat(made(till, cache())).isEqualTo(expectedTill).contains("curl", "9.9.9");
        assertThat(fetchedLayers()).containsExactly(blob(TILL));
        front.asked().clear();
        assertThat(made(relabelled, cache())).isEqualTo(expectedRelabelled).contains("curl", "2.0.0");
        assertThat(fetchedLayers()).isEmpty();
    }

    @Test
    void imagesOfOthersAnswerForNothing() throws Exception {
        made(push("mallory/web", SampleImage.of(BASE, WEB)), cache());
        front.asked().clear();

        made(push("shop/web", SampleImage.of(BASE, WEB)), cache());

        assertThat(fetchedLayers()).containsExactlyInAnyOrder(blob(BASE), blob(WEB));
    }

    @Test
    void diffIdThatTheConfigurationOnlyClaimsFindsNoKnownLayer() throws Exception {
        made(push("shop/web", SampleImage.of(BASE)), cache());
        String hostile = push(
                "shop/hostile",
                SampleImage.of(TILL).claiming(honest -> List.of(Digest.of(BASE).toString())));

        assertThat(made(hostile, cache()))
                .isEqualTo(made(hostile, Optional.empty()))
                .contains("diff-id-mismatch", "9.9.9")
                .doesNotContain("curl");
    }

    @Test
    void cacheMayBeDeletedAndDamagedAtAnyTime() throws Exception {
        String name = push("shop/web", SampleImage.of(BASE, WEB));
        Optional<LayerCache> open = cache();
        String first = made(name, open);
        Command.of("rm", "-rf", folder.resolve("cache").toString()).run().outputOrFail();
        assertThat(made(name, open)).isEqualTo(first);
        assertThat(made(name, cache())).isEqualTo(first);

        String relabelled = push("shop/web", SampleImage.of(BASE, WEB).user("shop"));
        String expected = made(relabelled, Optional.empty());
        try (var files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.filter(one -> one.toString().contains("/layers/"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Files.writeString(file, "damaged");
            }
        }
        assertThat(made(relabelled, cache())).isEqualTo(expected);
    }

    private List<String> fetchedLayers() {
        return front.asked().stream()
                .map(FakeRegistry.Asked::path)
                .filter(path -> List.of(blob(BASE), blob(WEB), blob(TILL)).contains(path.replaceFirst(".*/", "")))
                .map(path -> path.replaceFirst(".*/", ""))
                .toList();
    }

    private static String blob(byte[] layer) {
        return Digest.of(SampleImage.gzip(layer)).toString();
    }

    private Optional<LayerCache> cache() {
        return LayerCache.open(folder.resolve("cache"), TestDistribution.home(), warning -> {
            throw new AssertionError(warning);
        });
    }

    /// The document, or the reason why there is none.
    private static String made(String name, Optional<LayerCache> cache) throws Exception {
        try (RemoteImage image = Pulls.overPlainHttp().open(name)) {
            ScanSource source = new ScanSource.OciStream(
                    (out, layers) -> image.writeTo(
                            out, layer -> layers.isWanted(layer.blob()), layer -> layers.delivered(layer.blob())),
                    Optional.of(new ScanSource.Remote(
                            new ScanSource.Vouched(name + image.digest(), diffIds(image)),
                            RegistryReference.parse(name).owner(),
                            image.layers().stream().map(RemoteLayer::blob).toList())));
            ScannerProcess scanner = new ScannerProcess(TestDistribution.home(), TestDistribution.java(), cache);
            return switch (scanner.scan(source)) {
                case ScanOutcome.Made made -> new String(made.document().toArray(), StandardCharsets.UTF_8);
                case ScanOutcome.CouldNot couldNot -> couldNot.reason();
            };
        }
    }

    private static List<Digest> diffIds(RemoteImage image) {
        return image.layers().stream().flatMap(layer -> layer.diffId().stream()).toList();
    }
}
