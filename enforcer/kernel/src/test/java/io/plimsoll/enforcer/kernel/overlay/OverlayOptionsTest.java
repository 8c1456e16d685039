package io.plimsoll.enforcer.kernel.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverlayOptionsTest {
    @Test
    void findsNothingInOptionsWithoutLayers() {
        OverlayOptions options = OverlayOptions.parse("rw");
        assertThat(options.lowers()).isEmpty();
        assertThat(options.upper()).isNull();
        assertThat(options.index()).isNull();
    }

    @Test
    void readsAbsoluteLayersTopmostFirst() {
        OverlayOptions options = OverlayOptions.parse("rw,lowerdir=/a/l2:/a/l1,upperdir=/a/u,workdir=/a/w,index=off");
        assertThat(options.lowers()).containsExactly("/a/l2", "/a/l1");
        assertThat(options.upper()).isEqualTo("/a/u");
        assertThat(options.index()).isFalse();
    }

    @Test
    void readsDockersRelativeLayers() {
        OverlayOptions options = OverlayOptions.parse("rw,lowerdir=l/ABC:l/DEF,upperdir=1f/diff,workdir=1f/work");
        assertThat(options.lowers()).containsExactly("l/ABC", "l/DEF");
        assertThat(options.upper()).isEqualTo("1f/diff");
    }

    @Test
    void readsOneOptionPerLayer() {
        OverlayOptions options =
                OverlayOptions.parse("rw,lowerdir+=/a:b,lowerdir+=/c,datadir+=/d,upperdir=/u,workdir=/w");
        assertThat(options.lowers()).containsExactly("/a:b", "/c");
    }

    /// As Linux 6.18 shows folders named `a:b`, `c,d`, `e f` and `g\h`.
    @Test
    void readsStrangeNames() {
        assertThat(OverlayOptions.parse(
                                "rw,lowerdir=/l/a\\134:b:c\\134\\054d:e\\040f:g\\134\\134h,upperdir=u,workdir=w,uuid=on")
                        .lowers())
                .containsExactly("/l/a:b", "c,d", "e f", "g\\h");
        assertThat(OverlayOptions.parse("rw,lowerdir+=/l/a:b,lowerdir+=/l/c\\054d,lowerdir+=e\\040f,upperdir=u")
                        .lowers())
                .containsExactly("/l/a:b", "/l/c,d", "e f");
    }

    @Test
    void readsMountThatCannotBeWrittenTo() {
        OverlayOptions options = OverlayOptions.parse("ro,lowerdir=/a:/c,userxattr");
        assertThat(options.upper()).isNull();
        assertThat(options.userAttributes()).isTrue();
    }

    @Test
    void leavesOutLayersThatHoldOnlyData() {
        assertThat(OverlayOptions.parse("ro,lowerdir=/a:/b::/data1::/data2").lowers())
                .containsExactly("/a", "/b");
    }

    @Test
    void noticesThatHardLinksAreIndexed() {
        assertThat(OverlayOptions.parse("rw,lowerdir=/a,index=on").index()).isTrue();
        assertThat(OverlayOptions.parse("rw,lowerdir=/a,nfs_export=on").index()).isTrue();
        assertThat(OverlayOptions.parse("rw,lowerdir=/a,index=on,nfs_export=off")
                        .index())
                .isTrue();
    }
}
