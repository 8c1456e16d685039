package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFolderTest {
    private static final int MOST = 1 << 20;

    @TempDir
    Path temporary;

    @Test
    void emptyFolderHasNothing() throws IOException {
        assertThat(open().read("a/b", MOST)).isEmpty();
        assertThat(open().has("a/b")).isFalse();
    }

    @Test
    void isReadAsItWasWrittenByItsOwnerAlone() throws IOException {
        open().write("a/b", new byte[] {1, 2, 3});

        assertThat(open().has("a/b")).isTrue();
        assertThat(open().read("a/b", MOST)).hasValue(new byte[] {1, 2, 3});
        for (String name : List.of("a/b", "secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(folder().resolve("a")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatIsDamagedIsRemoved() throws IOException {
        Path file = folder().resolve("a");
        open().write("a", new byte[100]);
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < sound.length; i++) {
            byte[] damaged = sound.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);

            assertThat(open().read("a", MOST)).as("byte " + i).isEmpty();
            assertThat(file).doesNotExist();
        }
        for (int length : new int[] {0, 1, 31, 32, 131, 133}) {
            Files.write(file, Arrays.copyOf(sound, length));

            assertThat(open().read("a", MOST)).as("length " + length).isEmpty();
        }
        Files.write(file, sound);
        assertThat(open().read("a", 99)).as("too long").isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatCameFromAnotherPlaceOrFolderIsNotRead() throws IOException {
        open().write("a", new byte[] {1});
        Files.copy(folder().resolve("a"), folder().resolve("b"));
        Path other = temporary.resolve("other");
        SealedFolder.open(other).write("c", new byte[] {1});
        Files.copy(other.resolve("c"), folder().resolve("c"));

        assertThat(open().read("b", MOST)).isEmpty();
        assertThat(open().read("c", MOST)).isEmpty();
        assertThat(open().number("x")).isNotEqualTo(SealedFolder.open(other).number("x"));
    }

    @Test
    void aFolderThatOthersMayWriteInIsNotUsed() throws IOException {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(this::open).hasMessageContaining("others may write");
    }

    @Test
    void aDamagedSecretIsMadeAnew() throws IOException {
        open().write("a", new byte[] {1});
        Files.write(folder().resolve("secret"), new byte[3]);

        assertThatThrownBy(this::open).hasMessageContaining("damaged");
        assertThat(open().read("a", MOST)).isEmpty();
    }

    @Test
    void programsThatStartTogetherAgreeOnOneSecret() throws Exception {
        Callable<Long> one = () -> open().number("x");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> numbers =
                    threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> one).toList());

            assertThat(numbers)
                    .allMatch(number ->
                            number.resultNow().equals(numbers.getFirst().resultNow()));
        }
    }

    @Test
    void whatWasOfNoUseForLongestGoesFirst() throws IOException {
        SealedFolder folder = open();
        for (int i = 0; i < 4; i++) {
            folder.write("f" + i, new byte[68]);
            aged("f" + i, 100 - i);
        }
        Files.write(folder().resolve(".left.part"), new byte[1]);
        aged(".left.part", 4000);
        folder.read("f0", MOST);
        folder.shrink(250);

        assertThat(folder.has("f0")).isTrue();
        assertThat(folder.has("f1")).isFalse();
        assertThat(folder.has("f2")).isFalse();
        assertThat(folder.has("f3")).isTrue();
        assertThat(folder().resolve(".left.part")).doesNotExist();
        assertThat(folder().resolve("secret")).exists();
    }

    private void aged(String name, long seconds) throws IOException {
        Files.setLastModifiedTime(
                folder().resolve(name), FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private Path folder() {
        return temporary.resolve("cache");
    }

    private SealedFolder open() throws IOException {
        return SealedFolder.open(folder());
    }
}
