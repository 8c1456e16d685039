package io.plimsoll.enforcer.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Looks at programs of the host.
final class HostProgram {
    private static final int OTHERS_MAY_WRITE = 0022;
    private static final int STICKY = 01000;

    private HostProgram() {}

    /// Whether nobody but root can change this file, or put another one in its place.
    static boolean isOwnedByRootAlone(Path program) {
        try {
            Path real = program.toRealPath();
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            for (@Nullable Path at = real; at != null; at = at.getParent()) {
                if (!onlyRootMayChange(at)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// In a sticky folder such as `/tmp`, nobody else can rename or remove what belongs to root.
    private static boolean onlyRootMayChange(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean sticky = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && (mode & STICKY) != 0;
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)
                && ((mode & OTHERS_MAY_WRITE) == 0 || sticky);
    }
}
