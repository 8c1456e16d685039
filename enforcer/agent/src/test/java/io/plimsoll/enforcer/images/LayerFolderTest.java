package io.plimsoll.enforcer.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.enforcer.engine.ExportedLayers;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerFolderTest {
    private static final Digest BASE = digest("base");
    private static final Digest SHOP = digest("shop");
    private static final Digest STRANGER = digest("stranger");

    private final Failures failures = new Failures();
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    Path home;

    @BeforeEach
    void installed() throws IOException {
        Files.createDirectories(home.resolve("lib/scanner"));
        Files.createDirectories(home.resolve("libexec"));
        Files.writeString(home.resolve("lib/scanner/scanner.jar"), "code");
        Files.writeString(program(), "#!/bin/sh");
    }

    @Test
    void nothingIsKnownOfAnImageWhoseLayersTheEngineDoesNotTell() throws IOException {
        LayerResults none = folder(1000).begin(List.of(), false);
        assertThat(none.arguments()).isEmpty();
        assertThat(none.environment()).isEmpty();
        InputStream inventory = new ByteArrayInputStream(new byte[] {'{'});
        none.takeFrom(inventory);
        assertThat(inventory.read())
                .as("nothing of the inventory is taken for a result")
                .isEqualTo('{');
    }

    @Test
    void whatOneScanFoundIsHandedToTheNext() throws IOException {
        LayerResults first = folder(1000).begin(List.of(BASE, SHOP), false);
        assertThat(first.arguments()).containsExactly("--give-layers");
        first.takeFrom(frames(BASE, "of the base", SHOP, "of the shop"));
        first.keep();

        LayerResults second = folder(1000).begin(List.of(BASE, STRANGER), false);
        assertThat(second.known()).containsExactly(BASE);
        assertThat(second.arguments()).containsExactly("--take-layers", "--give-layers");
        assertThat(second.environment()).isEqualTo(first.environment()).hasSize(1);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        second.writeTo(written);
        Digest name = ExportedLayers.byName(List.of(BASE, STRANGER), ZoneId.systemDefault())
                .keySet()
                .iterator()
                .next();
        assertThat(written.toByteArray())
                .as("the result, and under which name older engines export its layer")
                .isEqualTo(frames(BASE, "of the base", name, HexFormat.of().parseHex(BASE.hex()))
                        .readAllBytes());
        assertThat(failures.count(Failure.LAYERS_NOT_KEPT)).isZero();
    }

    @Test
    void onlyItsOwnerMayLookIntoTheFolder() throws IOException {
        kept(BASE, "of the base");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data/layers"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aResultOfALayerThatTheEngineDoesNotListForThisImageIsThrownAway() throws IOException {
        LayerResults results = folder(1000).begin(List.of(BASE), false);
        results.takeFrom(frames(STRANGER, "a lie about another image's layer", BASE, "of the base"));
        results.keep();
        assertThat(known(BASE, STRANGER)).containsExactly(BASE);
    }

    @Test
    void nothingOfAScanThatCameToNothingIsKept() throws IOException {
        LayerResults results = folder(1000).begin(List.of(BASE), false);
        results.takeFrom(frames(BASE, "of the base"));
        assertThat(known(BASE)).isEmpty();
        assertThat(files()).as("its draft is gone as well").noneMatch(file -> file.endsWith(BASE.hex()));
    }

    @Test
    void whoAsksForAnotherScanHasEverythingReadAndReplaced() throws IOException {
        kept(BASE, "what a poisoned scan said");
        LayerResults afresh = folder(1000).begin(List.of(BASE), true);
        assertThat(afresh.known()).isEmpty();
        afresh.takeFrom(frames(BASE, "the truth"));
        afresh.keep();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        folder(1000).begin(List.of(BASE), false).writeTo(written);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("the truth")
                .doesNotContain("poisoned");
    }

    @Test
    void aDamagedOrShortenedResultIsForgotten() throws IOException {
        for (int cut : new int[] {0, 5, 40}) {
            kept(BASE, "of the base");
            Path file = file(BASE);
            byte[] bytes = Files.readAllBytes(file);
            bytes[3] ^= 1;
            Files.write(file, cut == 0 ? bytes : java.util.Arrays.copyOf(bytes, bytes.length - cut));
            assertThat(known(BASE)).as("cut by %d", cut).isEmpty();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void anotherBuildOfTheScannerBeginsWithNothing() throws IOException {
        kept(BASE, "of the base");
        Path old = file(BASE);
        Files.writeString(home.resolve("lib/scanner/scanner.jar"), "!", StandardOpenOption.APPEND);
        assertThat(known(BASE)).isEmpty();
        assertThat(old).doesNotExist();
    }

    @Test
    void whatWasOfNoUseForLongestGoesWhenTheFolderIsFull() throws IOException {
        int each = "result".length() + 32;
        for (Digest layer : List.of(BASE, SHOP)) {
            kept(layer, "result", 2L * each);
        }
        assertThat(known(BASE)).containsExactly(BASE);
        kept(STRANGER, "result", 2L * each);
        assertThat(known(BASE, SHOP, STRANGER)).containsExactly(BASE, STRANGER);
    }

    @Test
    void resultsThatDoNotFollowTheirFormFailTheScan() throws IOException {
        LayerResults results = folder(1000).begin(List.of(BASE), false);
        byte[] sound = frames(BASE, "of the base").readAllBytes();
        assertThatThrownBy(() -> results.takeFrom(new ByteArrayInputStream(sound, 0, sound.length - 5)))
                .isInstanceOf(ScanFailedException.class)
                .hasMessageContaining("too early");
        ByteArrayOutputStream huge = new ByteArrayOutputStream();
        new DataOutputStream(huge).writeInt(Integer.MAX_VALUE);
        huge.write(new byte[64]);
        assertThatThrownBy(() -> results.takeFrom(new ByteArrayInputStream(huge.toByteArray())))
                .isInstanceOf(ScanFailedException.class)
                .hasMessageContaining("2147483647 bytes");
    }

    @Test
    void aResultThatCannotBeWrittenKeepsNobodyFromTheInventory() throws IOException {
        LayerResults results = folder(1000).begin(List.of(BASE), false);
        Files.delete(home.resolve("data/layers/drafts"));
        InputStream in = frames(BASE, "of the base");
        results.takeFrom(in);
        results.keep();
        assertThat(in.read()).isEqualTo(-1);
        assertThat(failures.count(Failure.LAYERS_NOT_KEPT)).isPositive();
    }

    private LayerFolder folder(long most) {
        return new LayerFolder(home.resolve("data/layers"), program(), failures, () -> now, most);
    }

    private Path program() {
        return home.resolve("libexec/plimsoll-scanner");
    }

    private void kept(Digest layer, String result) throws IOException {
        kept(layer, result, 1000);
    }

    private void kept(Digest layer, String result, long most) throws IOException {
        LayerResults results = folder(most).begin(List.of(layer), true);
        results.takeFrom(frames(layer, result));
        results.keep();
        Files.setLastModifiedTime(file(layer), java.nio.file.attribute.FileTime.from(now));
        now = now.plusSeconds(1);
    }

    private List<Digest> known(Digest... layers) {
        List<Digest> known = folder(1000).begin(List.of(layers), false).known();
        now = now.plusSeconds(1);
        return known;
    }

    private Path file(Digest layer) {
        return files().stream()
                .filter(file -> file.endsWith(layer.hex()))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(home.resolve("data/layers"))) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the scanner program writes: digests and results in turn, and the end.
    private static InputStream frames(Object... digestsAndResults) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int i = 0; i < digestsAndResults.length; i += 2) {
            byte[] result = digestsAndResults[i + 1] instanceof byte[] raw
                    ? raw
                    : String.valueOf(digestsAndResults[i + 1]).getBytes(StandardCharsets.UTF_8);
            out.writeInt(result.length);
            out.write(HexFormat.of().parseHex(((Digest) digestsAndResults[i]).hex()));
            out.write(result);
        }
        out.writeInt(-1);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
