package io.plimsoll.enforcer.kernel.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountTest {
    @Test
    void readsNothingFromNothing() {
        assertThat(Mount.parseAll(List.of())).isEmpty();
    }

    @Test
    void readsLineWithOptionalFields() {
        Mount mount =
                Mount.parse("36 35 98:3 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue");
        assertThat(mount).isEqualTo(new Mount(36, 98L << 20 | 3, "/mnt2", "ext3", "rw,errors=continue"));
    }

    @Test
    void readsLineWithoutOptionalFields() {
        Mount mount = Mount.parse("500 400 0:52 / / ro - overlay overlay rw,lowerdir=/a:/b,upperdir=/c,workdir=/d");
        assertThat(mount.device()).isEqualTo(52);
        assertThat(mount.options()).isEqualTo("rw,lowerdir=/a:/b,upperdir=/c,workdir=/d");
    }

    @Test
    void undoesEscapesInMountPoint() {
        assertThat(Mount.parse("1 2 0:1 / /a\\040b\\134c rw - tmpfs tmpfs rw").point())
                .isEqualTo("/a b\\c");
    }

    @Test
    void leavesLoneBackslashAlone() {
        assertThat(Mount.unescape("a\\9b\\")).isEqualTo("a\\9b\\");
    }

    @Test
    void refusesOtherText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mount.parse("36 35 98:0 /mnt1 /mnt2 rw"))
                .withMessageContaining("36 35");
        assertThatIllegalArgumentException().isThrownBy(() -> Mount.parse(""));
    }
}
