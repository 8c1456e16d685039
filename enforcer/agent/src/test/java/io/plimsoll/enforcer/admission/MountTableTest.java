package io.plimsoll.enforcer.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final Path ROOT = Path.of("/var/lib/docker/buildkit/executor/7j8/rootfs");

    @Test
    void anEmptyTableHasNoLayers() {
        assertThat(new MountTable(List.of()).lowerLayers(ROOT)).isEmpty();
    }

    @Test
    void findsTheLayersOfTheUppermostMount() {
        MountTable table = new MountTable(
                List.of(
                        "44 27 254:0 / / rw,relatime shared:3 - ext4 /dev/vda rw,discard",
                        "48 44 0:39 / /var/lib/docker/buildkit/executor/7j8/rootfs rw,relatime - tmpfs tmpfs rw",
                        "50 44 0:39 / /var/lib/docker/buildkit/executor/7j8/rootfs rw,relatime shared:4 - overlay overlay"
                                + " rw,lowerdir=/var/lib/docker/overlay2/l/TOP:/var/lib/docker/overlay2/l/BASE,upperdir=/u,workdir=/w"));
        assertThat(table.lowerLayers(ROOT))
                .containsExactly("/var/lib/docker/overlay2/l/TOP", "/var/lib/docker/overlay2/l/BASE");
    }

    @Test
    void readsTheFormOfNewerKernelsAndEscapedNames() {
        MountTable table = new MountTable(
                List.of("50 44 0:39 / /a\\040b rw - overlay overlay rw,lowerdir+=/x\\040y,lowerdir+=l/Z,upperdir=/u"));
        assertThat(table.lowerLayers(Path.of("/a b"))).containsExactly("/x y", "l/Z");
    }

    @Test
    void believesOnlyOverlays() {
        MountTable table = new MountTable(List.of("50 44 0:39 / /r rw - ext4 /dev/vda rw,lowerdir=/x"));
        assertThat(table.lowerLayers(Path.of("/r"))).isEmpty();
    }
}
