package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.model.RiskyFile;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Notices set-user-id and set-group-id programs, and what everybody may change. Below a folder that everybody may
/// change nothing more of that is listed.
public final class RiskyFiles implements FileAnalyser {
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_ALL = 00002;

    private record Risky(FilePath file, RiskyFile.Kind kind, int mode) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Risky(other, kind, mode);
        }

        @Override
        public long weight() {
            return 120 + 2L * file.bytes().length();
        }
    }

    private final Set<FilePath> openFolders = new HashSet<>();
    private @Nullable Notes layer;

    @Override
    public @Nullable Sink open(LayerFile file) {
        boolean risky = (file.mode() & (SETUID | SETGID | WRITABLE_BY_ALL)) != 0;
        return risky ? new Noting(file) : null;
    }

    @Override
    public void directory(FilePath path, int mode, Notes notes) throws LimitReached {
        boolean open = (mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0;
        if (open && !isBelowOpenFolder(path, notes)) {
            openFolders.add(path);
            notes.found(new Risky(path, RiskyFile.Kind.WORLD_WRITABLE, mode));
        }
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    private boolean isBelowOpenFolder(FilePath path, Notes notes) {
        if (!notes.equals(layer)) {
            layer = notes;
            openFolders.clear();
        }
        for (FilePath at = path; !at.isRoot(); at = at.parent()) {
            if (openFolders.contains(at.parent())) {
                return true;
            }
        }
        return false;
    }

    /// What a container sees of them, in the order of their paths.
    public static List<RiskyFile> in(MergedView view) {
        return view.all(Risky.class)
                .map(placed -> new RiskyFile(
                        placed.evidence().file().toString(),
                        placed.layer(),
                        placed.evidence().kind(),
                        placed.evidence().mode()))
                .sorted(Comparator.comparing(RiskyFile::path).thenComparing(RiskyFile::kind))
                .toList();
    }

    private final class Noting implements Sink {
        private final LayerFile file;

        Noting(LayerFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // the permission bits say enough
        }

        @Override
        public void finish(Notes notes) throws LimitReached {
            for (RiskyFile.Kind kind : kinds(notes)) {
                notes.found(new Risky(file.path(), kind, file.mode()));
            }
        }

        private List<RiskyFile.Kind> kinds(Notes notes) {
            List<RiskyFile.Kind> kinds = new ArrayList<>();
            if ((file.mode() & SETUID) != 0) {
                kinds.add(RiskyFile.Kind.SETUID);
            }
            if ((file.mode() & SETGID) != 0) {
                kinds.add(RiskyFile.Kind.SETGID);
            }
            if ((file.mode() & WRITABLE_BY_ALL) != 0 && !isBelowOpenFolder(file.path(), notes)) {
                kinds.add(RiskyFile.Kind.WORLD_WRITABLE);
            }
            return kinds;
        }
    }
}
