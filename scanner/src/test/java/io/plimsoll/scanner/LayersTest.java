package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How layers hide each other: by the rules of overlayfs and of the OCI image specification.
class LayersTest {
    private static final byte[] OLD = "#!/bin/old\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "#!/bin/new\n".getBytes(StandardCharsets.UTF_8);
    private static final TarBytes NOTHING = new TarBytes();

    @Test
    void emptyLayerHidesNothing() throws IOException {
        assertThat(seen(base(), NOTHING)).containsExactly("/a/b/one", "/a/two", "/three");
    }

    @Test
    void higherFileIsSeenWithItsLayer() throws IOException {
        byte[] top = new TarBytes().file("a/two", 0755, NEW).end();
        Inventory inventory = Scans.docker(SampleImage.of(base().end(), top));

        assertThat(inventory.executables())
                .filteredOn(file -> file.path().equals("/a/two"))
                .containsExactly(new Executable("/a/two", Digest.of(NEW), NEW.length, 0755, Digest.of(top), ""));
    }

    @Test
    void whiteoutRemovesAFile() throws IOException {
        assertThat(seen(base(), new TarBytes().file("a/.wh.two", ""))).containsExactly("/a/b/one", "/three");
    }

    @Test
    void whiteoutRemovesAFolderWithAllInIt() throws IOException {
        assertThat(seen(base(), new TarBytes().file(".wh.a", ""))).containsExactly("/three");
    }

    @Test
    void whiteoutLeavesWhatItsOwnLayerBrings() throws IOException {
        assertThat(seen(base(), new TarBytes().file("a/new", 0755, NEW).file(".wh.a", "")))
                .containsExactly("/a/new", "/three");
        assertThat(seen(base(), new TarBytes().file(".wh.a", "").directory("a/").file("a/new", 0755, NEW)))
                .containsExactly("/a/new", "/three");
    }

    @Test
    void opaqueFolderShowsOnlyItsOwn() throws IOException {
        assertThat(seen(base(), new TarBytes().file("a/new", 0755, NEW).file("a/.wh..wh..opq", "")))
                .containsExactly("/a/new", "/three");
        assertThat(seen(base(), new TarBytes().file(".wh..wh..opq", ""))).isEmpty();
    }

    @Test
    void whiteoutOfOverlayfsItself() throws IOException {
        assertThat(seen(base(), new TarBytes().header("a/two", '3', 0, TarBytes.octal(0, 11), "")))
                .containsExactly("/a/b/one", "/three");
    }

    @Test
    void bookKeepingOfAufsIsNothing() throws IOException {
        assertThat(seen(base(), new TarBytes().directory(".wh..wh.plnk/").file(".wh..wh.plnk/1.2", 0755, NEW)))
                .contains("/a/b/one", "/a/two", "/three");
    }

    @Test
    void fileOrLinkInThePlaceOfAFolderHidesAllInIt() throws IOException {
        assertThat(seen(base(), new TarBytes().file("a", 0755, NEW))).containsExactly("/a", "/three");
        assertThat(seen(base(), new TarBytes().symbolicLink("a", "elsewhere"))).containsExactly("/three");
    }

    @Test
    void folderInThePlaceOfAFileHidesIt() throws IOException {
        assertThat(seen(base(), new TarBytes().directory("three/"))).containsExactly("/a/b/one", "/a/two");
        assertThat(seen(base(), new TarBytes().file("three/four", 0755, NEW)))
                .containsExactly("/a/b/one", "/a/two", "/three/four");
    }

    @Test
    void whatAMiddleLayerRemovedStaysRemoved() throws IOException {
        assertThat(seen(base(), new TarBytes().file(".wh.a", ""), new TarBytes().file("a/new", 0755, NEW)))
                .containsExactly("/a/new", "/three");
    }

    @Test
    void nameThatIsOnlyLongerIsAnother() throws IOException {
        assertThat(seen(base(), new TarBytes().file("a/.wh.tw", "").file("a/.wh.two2", "")))
                .containsExactly("/a/b/one", "/a/two", "/three");
    }

    @Test
    void namesThatDifferInOneByteAreDifferent() throws IOException {
        TarBytes bytes = new TarBytes().file("caf\u00e9", 0755, OLD).file("caf\\xe9", 0755, OLD);

        assertThat(seen(bytes, new TarBytes().file(".wh.caf\\xe9", ""))).containsExactly("/caf\\xe9");
        assertThat(seen(bytes, new TarBytes().file(".wh.caf\u00e9", "").file(".wh.caf\\xe9", "")))
                .isEmpty();
    }

    private static TarBytes base() {
        return new TarBytes()
                .directory("a/")
                .directory("a/b/")
                .file("a/b/one", 0755, OLD)
                .file("a/two", 0755, OLD)
                .file("three", 0755, OLD);
    }

    private static List<String> seen(TarBytes... layers) throws IOException {
        byte[][] tars = new byte[layers.length][];
        for (int i = 0; i < layers.length; i++) {
            tars[i] = new TarBytes().raw(layers[i].bytes()).end();
        }
        Inventory inventory = Scans.docker(SampleImage.of(tars));
        assertThat(inventory.gaps()).isEmpty();
        return inventory.executables().stream().map(Executable::path).toList();
    }
}
