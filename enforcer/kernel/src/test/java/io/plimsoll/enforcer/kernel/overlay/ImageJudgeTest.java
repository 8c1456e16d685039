package io.plimsoll.enforcer.kernel.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.enforcer.kernel.linux.LayerLookup.Entry;
import io.plimsoll.enforcer.kernel.overlay.FileInQuestion.Lower;
import org.junit.jupiter.api.Test;

class ImageJudgeTest {
    @Test
    void findsFileThatOnlyALowerLayerHas() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.ABSENT, false, Lower.THIS_FILE)))
                .isEqualTo(Origin.IMAGE);
    }

    @Test
    void findsFileThatNoLayerHasUnderThisName() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.ABSENT, false, Lower.NOTHING)))
                .isEqualTo(Origin.MOVED);
    }

    @Test
    void doesNotTrustTheNameAlone() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.ABSENT, false, Lower.ANOTHER)))
                .isEqualTo(Origin.MOVED);
    }

    @Test
    void doesNotTrustTheInodeAlone() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.PRESENT, false, Lower.THIS_FILE)))
                .isEqualTo(Origin.MODIFIED);
    }

    @Test
    void seesThatAFolderOnTheWayHidesTheLayers() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.HIDDEN, false, Lower.THIS_FILE)))
                .isEqualTo(Origin.MOVED);
    }

    @Test
    void tellsNewFromMoved() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.PRESENT, false, Lower.NOTHING)))
                .isEqualTo(Origin.NEW);
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.PRESENT, true, Lower.NOTHING)))
                .isEqualTo(Origin.MOVED);
    }

    @Test
    void seesThatReplacedFileIsModified() {
        assertThat(ImageJudge.originOf(new Fake(true, true, Entry.PRESENT, false, Lower.ANOTHER)))
                .isEqualTo(Origin.MODIFIED);
    }

    @Test
    void seesThatFileHasNoName() {
        assertThat(ImageJudge.originOf(new Fake(false, false, Entry.ABSENT, false, Lower.THIS_FILE)))
                .isEqualTo(Origin.DELETED);
    }

    @Test
    void looksAgainAfterTheMark() {
        assertThat(ImageJudge.isStillInImage(new Fake(true, true, Entry.ABSENT, false, Lower.THIS_FILE)))
                .isTrue();
        assertThat(ImageJudge.isStillInImage(new Fake(true, true, Entry.PRESENT, false, Lower.THIS_FILE)))
                .isFalse();
        assertThat(ImageJudge.isStillInImage(new Fake(true, true, Entry.HIDDEN, false, Lower.THIS_FILE)))
                .isFalse();
        assertThat(ImageJudge.isStillInImage(new Fake(true, false, Entry.ABSENT, false, Lower.THIS_FILE)))
                .isFalse();
    }

    private record Fake(boolean hasName, boolean hasSameName, Entry upper, boolean upperWasMoved, Lower lower)
            implements FileInQuestion {}
}
