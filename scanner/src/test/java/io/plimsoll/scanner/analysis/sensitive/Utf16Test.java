package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Leak;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf16Test {
    private static final List<Charset> ORDERS = List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final String token = "ghp_" + new MadeUp(16).alphanumeric(36);

    private static List<Leak> leaks(String path, byte[] content) throws IOException {
        return Objects.requireNonNull(
                        Scans.rootfs(new TarBytes().file(path, 0644, content).end())
                                .sensitive())
                .leaks();
    }

    @Test
    void nothingIsNoText() {
        assertThat(Utf16.of("")).isNull();
        assertThat(Utf16.of("a")).isNull();
        assertThat(Utf16.of("plain words of one byte each")).isNull();
    }

    @Test
    void findsLeaksInBothOrdersWithAndWithoutMark() throws IOException {
        for (Charset order : ORDERS) {
            for (String mark : List.of("", "\ufeff")) {
                byte[] content = (mark + "# settings\r\n$env:TOKEN = '" + token + "'\r\n").getBytes(order);
                assertThat(leaks("app/login.ps1", content))
                        .as("%s with '%s'", order, mark)
                        .extracting(Leak::rule, Leak::line, Leak::excerpt)
                        .containsExactly(tuple("github-token", 2, "ghp_****"));
            }
        }
    }

    @Test
    void theNameSaysWhatKindOfTextItIs() throws IOException {
        byte[] content = "\ufeffdb.password=S3cretOfShop\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(leaks("app/shop.properties", content)).hasSize(1);
        assertThat(leaks("app/shop.txt", content)).isEmpty();
        assertThat(leaks(
                        "app/shop.jar",
                        new ZipBytes().file("shop.properties", content).end()))
                .hasSize(1);
    }

    @Test
    void otherCharactersBesideItDoNotHideALeak() throws IOException {
        byte[] content =
                ("\ufeff\u5bc6\u78bc \u00fcber " + token + " \ud83d\ude00").getBytes(StandardCharsets.UTF_16BE);
        assertThat(leaks("app/a.txt", content)).hasSize(1);
    }

    @Test
    void noPlaceInALargeFileIsOverlooked() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            String text = "words of a log\n".repeat(20_000).substring(0, 255_000 + random.nextInt(4_000));
            byte[] content = ("\ufeff" + text + " " + token).getBytes(StandardCharsets.UTF_16LE);
            assertThat(leaks("app/a.log", content)).as("round %d", round).hasSize(1);
        }
    }

    @Test
    void aCharacterCutInHalfIsNoFailure() throws IOException {
        byte[] content = ("\ufeff" + token + " a").getBytes(StandardCharsets.UTF_16LE);
        byte[] cut = java.util.Arrays.copyOf(content, content.length - 1);
        assertThat(leaks("app/a.txt", cut)).hasSize(1);
    }

    @Test
    void programsWithZerosAreNone() throws IOException {
        byte[] program = ("\177ELF\2\1\1\0\0\0\0\0 " + token).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(leaks("app/program", program)).isEmpty();
    }
}
