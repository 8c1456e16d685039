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

    @Test
    void readsNamesWithColonsCommasAndSpaces() {
        OverlayOptions options = OverlayOptions.parse("ro,lowerdir=/a\\134:b:/c\\054d\\040e,userxattr");
        assertThat(options.lowers()).containsExactly("/a:b", "/c,d e");
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
