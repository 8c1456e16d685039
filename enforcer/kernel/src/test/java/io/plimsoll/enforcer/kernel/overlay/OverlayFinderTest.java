package io.plimsoll.enforcer.kernel.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.enforcer.kernel.linux.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayFinderTest {
    private static final long DEVICE = 52;

    @TempDir
    private Path folder;

    private Path overlay2;

    @BeforeEach
    void layOutAsDockerDoes() throws IOException {
        overlay2 = Files.createDirectory(folder.toRealPath().resolve("overlay2"));
        for (String layer : List.of("1f", "2f", "3f")) {
            Files.createDirectories(overlay2.resolve(layer).resolve("diff"));
        }
        Files.createDirectory(overlay2.resolve("l"));
        Files.createSymbolicLink(overlay2.resolve("l/ABC"), Path.of("../2f/diff"));
        Files.createSymbolicLink(overlay2.resolve("l/DEF"), Path.of("../3f/diff"));
    }

    @Test
    void findsAbsoluteLayers() {
        Overlay found = finder(List.of(), List.of()).find(mount("lowerdir=%s/l/ABC:%s/l/DEF,upperdir=%s/1f/diff"));
        assertThat(found.lowers()).containsExactly(overlay2.resolve("2f/diff"), overlay2.resolve("3f/diff"));
        assertThat(found.upper()).contains(overlay2.resolve("1f/diff"));
        assertThat(found.device()).isEqualTo(DEVICE);
    }

    @Test
    void findsRelativeLowersBesideAbsoluteUpper() {
        Overlay found = finder(List.of(), List.of()).find(mount("lowerdir=l/ABC:l/DEF,upperdir=%s/1f/diff"));
        assertThat(found.lowers()).containsExactly(overlay2.resolve("2f/diff"), overlay2.resolve("3f/diff"));
    }

    @Test
    void findsRelativeLayersByTheMountThatTheHostSees() {
        Mount seen = new Mount(7, DEVICE, overlay2.resolve("1f/merged").toString(), "overlay", "rw");
        Overlay found = finder(List.of(), List.of(seen)).find(mount("lowerdir=l/ABC,upperdir=1f/diff"));
        assertThat(found.upper()).contains(overlay2.resolve("1f/diff"));
    }

    @Test
    void findsRelativeLayersInTheFolderThatWasNamed() {
        Overlay found = finder(List.of(Path.of("/nowhere"), overlay2), List.of())
                .find(mount("lowerdir=l/ABC,upperdir=1f/diff"));
        assertThat(found.lowers()).containsExactly(overlay2.resolve("2f/diff"));
    }

    @Test
    void saysWhereItLookedInVain() {
        assertThatExceptionOfType(UnusableRoot.class)
                .isThrownBy(() ->
                        finder(List.of(Path.of("/nowhere")), List.of()).find(mount("lowerdir=l/ABC,upperdir=1f/diff")))
                .withMessageContaining("l/ABC")
                .withMessageContaining("/nowhere");
    }

    @Test
    void saysThatLayerIsMissing() {
        assertThatExceptionOfType(UnusableRoot.class)
                .isThrownBy(() -> finder(List.of(), List.of()).find(mount("lowerdir=%s/l/XYZ,upperdir=%s/1f/diff")))
                .withMessageContaining("l/XYZ");
    }

    @Test
    void refusesLayersOnSeveralFileSystems() {
        assertThatExceptionOfType(UnusableRoot.class)
                .isThrownBy(() -> finder(List.of(), List.of()).find(mount("lowerdir=/proc,upperdir=%s/1f/diff")))
                .withMessageContaining("2 file systems");
    }

    @Test
    void refusesOtherFileSystems() {
        assertThatExceptionOfType(UnusableRoot.class)
                .isThrownBy(() -> finder(List.of(), List.of()).find(new Mount(1, DEVICE, "/", "btrfs", "rw")))
                .withMessageContaining("btrfs");
    }

    @Test
    void takesTheKernelsDefaultForIndex() {
        OverlayFinder indexing = new OverlayFinder(List.of(), List.of(), true);
        assertThat(indexing.find(mount("lowerdir=%s/2f/diff,upperdir=%s/1f/diff"))
                        .indexed())
                .isTrue();
        assertThat(indexing.find(mount("lowerdir=%s/2f/diff,upperdir=%s/1f/diff,index=off"))
                        .indexed())
                .isFalse();
    }

    private static OverlayFinder finder(List<Path> layerFolders, List<Mount> hostMounts) {
        return new OverlayFinder(layerFolders, hostMounts, false);
    }

    private Mount mount(String options) {
        return new Mount(1, DEVICE, "/", "overlay", "rw," + options.replace("%s", overlay2.toString()));
    }
}
