package io.plimsoll.enforcer.kernel.overlay;

import io.plimsoll.enforcer.kernel.overlay.FileInQuestion.Lower;

/// Decides whether a file comes from the image. "In the image" means resolved from an unmodified lower layer;
/// whatever was copied up is not, even with the same content.
///
/// Why this is enough. A lower layer cannot be written to, so a file that lies there under the same name with the
/// same inode number is the image's file, if the merged view resolves to it. It does not only where the upper layer
/// has something under that name, or hides a folder on the way: both are looked for. Overlayfs shows the number of
/// the *lower* file for a file that was copied up, so the number alone proves nothing, and neither does the name.
final class ImageJudge {
    private ImageJudge() {}

    static Origin originOf(FileInQuestion file) {
        if (!file.hasName()) {
            return Origin.DELETED;
        }
        return switch (file.upper()) {
            case HIDDEN -> Origin.MOVED;
            case PRESENT -> originOfWritten(file);
            case ABSENT -> file.lower() == Lower.THIS_FILE ? Origin.IMAGE : Origin.MOVED;
        };
    }

    /// Whether a file that was found in the image still is. To be asked after its ignore mark was set: a change
    /// before the mark is seen here, a change after it removes the mark.
    static boolean isStillInImage(FileInQuestion file) {
        return switch (file.upper()) {
            case HIDDEN, PRESENT -> false;
            case ABSENT -> file.hasSameName();
        };
    }

    private static Origin originOfWritten(FileInQuestion file) {
        boolean moved = file.upperWasMoved();
        if (file.lower() != Lower.NOTHING) {
            return Origin.MODIFIED;
        }
        return moved ? Origin.MOVED : Origin.NEW;
    }
}
