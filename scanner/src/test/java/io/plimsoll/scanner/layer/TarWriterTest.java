package io.plimsoll.scanner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.scanner.layer.TarEntry.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TarWriterTest {
    @Test
    void emptyArchiveIsItsEndMarker() throws IOException {
        assertThat(read(write(List.of()))).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<TarEntry> entries = new ArrayList<>(List.of(
                new TarEntry(Kind.DIRECTORY, "a", "", 0, 0755, "", false),
                new TarEntry(Kind.FILE, "a/caf\u00e9", "", 5, 04755, "", false),
                new TarEntry(Kind.SYMBOLIC_LINK, "link", "../" + "t".repeat(300), 0, 0777, "", false),
                new TarEntry(Kind.SPECIAL, "pipe", "", 0, 0644, "", false),
                new TarEntry(Kind.FILE, "secret", "", 0, 0, "", true)));
        for (int length = 90; length < 110; length++) {
            entries.add(new TarEntry(Kind.FILE, "n".repeat(length), "", length, 0600, "", false));
        }

        assertThat(read(write(entries))).isEqualTo(entries);
    }

    @Test
    void sizeThatNeedsMoreThanElevenDigitsGoesIntoAPaxHeader() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarEntry huge = new TarEntry(Kind.FILE, "huge", "", 9L << 30, 0644, "", false);
        new TarWriter(out).begin(huge);

        assertThat(new TarReader(new ByteArrayInputStream(out.toByteArray())).next())
                .isEqualTo(huge);
    }

    private static byte[] write(List<TarEntry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        for (TarEntry entry : entries) {
            tar.begin(entry);
            byte[] content = "x".repeat((int) entry.size()).getBytes(StandardCharsets.US_ASCII);
            tar.write(content, 0, content.length);
            tar.endContent(content.length);
        }
        tar.end();
        return out.toByteArray();
    }

    private static List<TarEntry> read(byte[] archive) throws IOException {
        TarReader tar = new TarReader(new ByteArrayInputStream(archive));
        List<TarEntry> entries = new ArrayList<>();
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            assertThat(tar.content().readAllBytes()).hasSize((int) entry.size());
            entries.add(entry);
        }
        assertThat(tar.hasEndMarker()).isTrue();
        return entries;
    }
}
