package io.plimsoll.enforcer.kernel.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenPathTest {
    @TempDir
    private Path folder;

    @Test
    void showsThePathOfAnOpenFile() throws Exception {
        Path file = Files.createFile(folder.toRealPath().resolve("a"));
        try (Arena arena = Arena.ofConfined();
                Fd open = Fd.place(file)) {
            SeenPath path = new SeenPath(arena);
            assertThat(path.read(open.number())).isTrue();
            assertThat(path).hasToString(file.toString());
            assertThat(path.isDeleted()).isFalse();
        }
    }

    @Test
    void seesThatTheFileIsDeleted() throws Exception {
        Path file = Files.createFile(folder.resolve("a"));
        try (Arena arena = Arena.ofConfined();
                Fd open = Fd.place(file)) {
            Files.delete(file);
            SeenPath path = new SeenPath(arena);
            assertThat(path.read(open.number())).isTrue();
            assertThat(path.isDeleted()).isTrue();
        }
    }

    @Test
    void leavesOutOnlyWholeFolders() throws Exception {
        Path root = Files.createDirectory(folder.toRealPath().resolve("merged"));
        Path file = Files.createFile(root.resolve("a"));
        try (Arena arena = Arena.ofConfined();
                Fd open = Fd.place(file)) {
            SeenPath path = new SeenPath(arena);
            path.read(open.number());
            path.leaveOut((root.getParent() + "/mer").getBytes(UTF_8));
            assertThat(path).hasToString(file.toString());
            path.leaveOut(root.toString().getBytes(UTF_8));
            assertThat(path).hasToString("/a");
        }
    }

    @Test
    void hasNoPathWhereThereIsNoFile() {
        try (Arena arena = Arena.ofConfined();
                Wakeup wakeup = new Wakeup()) {
            assertThat(new SeenPath(arena).read(wakeup.event().number())).isFalse();
        }
    }
}
