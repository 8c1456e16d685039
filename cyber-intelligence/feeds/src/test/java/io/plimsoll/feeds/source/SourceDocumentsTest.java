package io.plimsoll.feeds.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.feeds.FeedFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDocumentsTest {
    private static final String LONG = "repository/" + "long/".repeat(30) + "c.yml";

    @TempDir
    Path folder;

    @Test
    void readsAFolderInOrder() throws IOException {
        new FeedFolder(folder).text("x/b/b.yml", "2").text("x/a.yml", "1").text("x/c.txt", "3");
        assertThat(read(folder.resolve("x"))).containsExactly("a.yml=1", "b/b.yml=2");
    }

    @Test
    void readsAnArchive() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(entry("pax_global_header", 'g', "16 comment=abcde\n"));
        tar.writeBytes(entry("repository/", '5', ""));
        tar.writeBytes(entry("repository/a.yml", '0', "1"));
        tar.writeBytes(entry("PaxHeaders/c", 'x', (LONG.length() + 10) + " path=" + LONG + "\n"));
        tar.writeBytes(entry("short", '0', "2"));
        tar.writeBytes(entry("././@LongLink", 'L', LONG + "\0"));
        tar.writeBytes(entry("short", '0', "3"));
        tar.writeBytes(entry("link.yml", '2', ""));
        tar.writeBytes(entry("repository/d.yml", '0', "x".repeat(512)));
        tar.writeBytes(new byte[1024]);
        Path file = folder.resolve("x.tar.gz");
        FeedFolder.pack(file, tar.toByteArray());
        assertThat(read(file))
                .containsExactly("repository/a.yml=1", LONG + "=2", LONG + "=3", "repository/d.yml=" + "x".repeat(512));
        assertThat(SourceDocuments.named(folder, "x")).contains(file);
    }

    @Test
    void refusesAnArchiveThatBreaksOff() throws IOException {
        byte[] whole = entry("a.yml", '0', "x".repeat(2000));
        for (int length : new int[] {0, 100, 512, 600, 1500}) {
            Path file = folder.resolve("x.tar.gz");
            FeedFolder.pack(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(file))
                    .as("cut off after %d bytes", length)
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }

    /// Damage with a fixed seed: an archive is read or refused, and nothing else happens.
    @Test
    void survivesDamageAnywhere() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(entry("PaxHeaders/c", 'x', "18 path=other.yml\n"));
        tar.writeBytes(entry("a.yml", '0', "1"));
        Random random = new Random(20261128);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bad = tar.toByteArray();
            for (int damages = random.nextInt(1, 4); damages > 0; damages--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            fixChecksums(bad);
            try {
                TarEntries entries = new TarEntries(new ByteArrayInputStream(bad));
                for (TarEntries.Entry e = entries.next(); e != null; e = entries.next()) {
                    e.content().readAllBytes();
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 2999);
    }

    private static void fixChecksums(byte[] tar) {
        for (int at = 0; at + 512 <= tar.length; at += 1024) {
            seal(tar, at);
        }
    }

    private static List<String> read(Path from) {
        List<String> read = new ArrayList<>();
        SourceDocuments.read(
                from,
                path -> path.endsWith(".yml"),
                (path, bytes) -> read.add(path + "=" + new String(bytes, StandardCharsets.UTF_8)));
        return read;
    }

    private static byte[] entry(String name, char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[512 + (bytes.length + 511) / 512 * 512];
        put(block, 0, name);
        put(block, 124, "%011o".formatted(bytes.length));
        block[156] = (byte) type;
        put(block, 257, "ustar\0" + "00");
        System.arraycopy(bytes, 0, block, 512, bytes.length);
        seal(block, 0);
        return block;
    }

    private static void seal(byte[] tar, int at) {
        put(tar, at + 148, "        ");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[at + i] & 0xff;
        }
        put(tar, at + 148, "%06o\0 ".formatted(sum));
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
