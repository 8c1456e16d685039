package io.plimsoll.feeds.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.feeds.FeedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackingTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Packing.class)
    void givesBackWhatWasPacked(Packing packing) throws IOException {
        byte[] bytes = noise(300_000);
        assertThat(unpack(packing, pack(packing, bytes))).isEqualTo(bytes);
        assertThat(unpack(packing, pack(packing, new byte[0]))).isEmpty();
    }

    /// As pbzip2, pigz and others write them that pack side by side.
    @ParameterizedTest
    @EnumSource(Packing.class)
    void readsOneStreamAfterTheOther(Packing packing) throws IOException {
        byte[] bytes = noise(100_000);
        ByteArrayOutputStream several = new ByteArrayOutputStream();
        several.write(pack(packing, Arrays.copyOf(bytes, 60_000)));
        several.write(pack(packing, Arrays.copyOfRange(bytes, 60_000, 100_000)));
        assertThat(unpack(packing, several.toByteArray())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(value = Packing.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void refusesWhatBreaksOffOrIsSomethingElse(Packing packing) throws IOException {
        byte[] packed = pack(packing, noise(100_000));
        for (int length : new int[] {1, 3, 30, packed.length / 2, packed.length - 1}) {
            assertThatThrownBy(() -> unpack(packing, Arrays.copyOf(packed, length)))
                    .as("%d of %d bytes", length, packed.length)
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> unpack(packing, "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Packing.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void stopsABomb(Packing packing) throws IOException {
        byte[] bomb = pack(packing, new byte[64 << 20]);
        assertThatThrownBy(() -> unpack(packing, bomb))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("times as many");
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(20261128).nextBytes(bytes);
        return bytes;
    }

    private byte[] unpack(Packing packing, byte[] packed) throws IOException {
        Path file = folder.resolve("file" + packing.ending());
        Files.write(file, packed);
        try (InputStream in = SourceFile.open(file, PLENTY)) {
            return in.readAllBytes();
        }
    }

    private byte[] pack(Packing packing, byte[] bytes) throws IOException {
        Path file = folder.resolve("packed" + packing.ending());
        FeedFolder.pack(file, bytes);
        return Files.readAllBytes(file);
    }
}
