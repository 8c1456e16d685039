package io.plimsoll.enforcer.kernel.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.enforcer.kernel.linux.LayerLookup.Entry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerLookupTest {
    private static final MemorySegment OPAQUE = Arena.global().allocateFrom("user.overlay.opaque");

    @TempDir
    private Path folder;

    private Path merged;
    private Path layer;

    @BeforeEach
    void makeLayer() throws IOException {
        merged = folder.toRealPath().resolve("merged");
        Files.createDirectories(merged.resolve("usr/bin"));
        Files.createFile(merged.resolve("usr/bin/a"));
        layer = Files.createDirectory(folder.toRealPath().resolve("layer"));
    }

    @Test
    void findsNothingInEmptyLayer() {
        assertThat(upper()).isEqualTo(Entry.ABSENT);
        assertThat(lower()).isEqualTo(Entry.ABSENT);
    }

    @Test
    void findsNothingWhereOnlyTheFolderIs() throws IOException {
        Files.createDirectories(layer.resolve("usr/bin"));
        assertThat(upper()).isEqualTo(Entry.ABSENT);
    }

    @Test
    void findsTheFile() throws IOException {
        Files.createDirectories(layer.resolve("usr/bin"));
        Files.createFile(layer.resolve("usr/bin/a"));
        assertThat(upper()).isEqualTo(Entry.PRESENT);
        assertThat(lower()).isEqualTo(Entry.PRESENT);
    }

    @Test
    void findsLinkWithoutFollowingIt() throws IOException {
        Files.createDirectories(layer.resolve("usr/bin"));
        Files.createSymbolicLink(layer.resolve("usr/bin/a"), Path.of("/nowhere"));
        assertThat(upper()).isEqualTo(Entry.PRESENT);
    }

    @Test
    void doesNotWalkThroughLinks() throws IOException {
        Files.createDirectories(layer.resolve("usr"));
        Files.createSymbolicLink(layer.resolve("usr/bin"), merged.resolve("usr/bin"));
        assertThat(upper()).isEqualTo(Entry.HIDDEN);
        assertThat(lower()).isEqualTo(Entry.HIDDEN);
    }

    @Test
    void seesThatFileHidesFolder() throws IOException {
        Files.createFile(layer.resolve("usr"));
        assertThat(upper()).isEqualTo(Entry.HIDDEN);
    }

    @Test
    void seesThatOpaqueFolderHidesLayersBelow() throws IOException {
        Files.createDirectories(layer.resolve("usr/bin"));
        mark("usr", "y");
        assertThat(upper()).isEqualTo(Entry.HIDDEN);
    }

    @Test
    void ignoresFolderThatOnlyMayHoldWhiteouts() throws IOException {
        Files.createDirectories(layer.resolve("usr/bin"));
        mark("usr", "x");
        assertThat(upper()).isEqualTo(Entry.ABSENT);
    }

    private void mark(String path, String value) throws IOException {
        Files.getFileAttributeView(layer.resolve(path), UserDefinedFileAttributeView.class)
                .write("overlay.opaque", ByteBuffer.wrap(value.getBytes(UTF_8)));
    }

    private Entry upper() {
        return look(true);
    }

    private Entry lower() {
        return look(false);
    }

    private Entry look(boolean upper) {
        try (Arena arena = Arena.ofConfined();
                Fd open = Fd.place(merged.resolve("usr/bin/a"))) {
            SeenPath path = new SeenPath(arena);
            path.read(open.number());
            path.leaveOut(merged.toString().getBytes(UTF_8));
            LayerLookup lookup = new LayerLookup(arena);
            byte[] folder = layer.toString().getBytes(UTF_8);
            return upper ? lookup.inUpper(folder, path, OPAQUE) : lookup.inLower(folder, path);
        }
    }
}
