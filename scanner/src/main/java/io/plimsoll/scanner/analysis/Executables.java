package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.BackgroundDigest;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds everything that can be executed: files with an execute bit, and ELF files and `#!` scripts without one, which
/// a loader or an interpreter runs as well.
public final class Executables implements FileAnalyser {
    private static final String ELF = "\177ELF";
    private static final String SCRIPT = "#!";
    private static final int ANY_EXECUTE_BIT = 0111;

    private record ExecutableFile(FilePath file, Digest sha256, long size, int mode, boolean isElf)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new ExecutableFile(other, sha256, size, mode, isElf);
        }
    }

    /// Smaller files are hashed at once: handing them over would cost more.
    private static final long LARGE = 256L << 10;

    private final MessageDigest digest = Digest.sha256();
    private final BackgroundDigest background;

    /// @param background hashes large files
    public Executables(BackgroundDigest background) {
        this.background = background;
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        boolean executable = (file.mode() & ANY_EXECUTE_BIT) != 0 || file.startsWith(ELF) || file.startsWith(SCRIPT);
        return !executable ? null : file.size() < LARGE ? hashed(file) : hashedInBackground(file);
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    /// The visible executables.
    ///
    /// @param list in the order of their paths
    /// @param foreign those that are ELF files and not the distribution's
    public record Visible(List<Executable> list, List<FilePath> foreign) {}

    /// Finds the visible executables and who owns them.
    public static Visible in(MergedView view, FileOwners owners) {
        List<MergedView.Placed<ExecutableFile>> files =
                view.all(ExecutableFile.class).toList();
        FileOwners.Owned owned = owners.of(files.stream()
                .map(placed -> new OwnedFiles.Located(placed.evidence().file(), placed.layer()))
                .toList());
        List<Executable> list = new ArrayList<>(files.size());
        List<FilePath> foreign = new ArrayList<>();
        for (int place = 0; place < files.size(); place++) {
            ExecutableFile file = files.get(place).evidence();
            List<SoftwarePackage> packages = owned.owners().get(place);
            list.add(new Executable(
                    file.file().toString(),
                    file.sha256(),
                    file.size(),
                    file.mode(),
                    files.get(place).layer(),
                    packages.isEmpty() ? "" : packages.getFirst().purl()));
            if (file.isElf() && !owned.ofDistribution().contains(place)) {
                foreign.add(file.file());
            }
        }
        list.sort(Comparator.comparing(Executable::path));
        return new Visible(list, foreign);
    }

    private Sink hashed(LayerFile file) {
        digest.reset();
        return new Sink() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public void finish(Notes notes) throws LimitReached {
                notes.found(found(file, Digest.ofRaw(digest.digest())));
            }
        };
    }

    private Sink hashedInBackground(LayerFile file) {
        return new Sink() {
            private boolean begun;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (!begun) {
                    background.begin();
                    begun = true;
                }
                background.update(bytes, offset, length);
            }

            @Override
            public void finish(Notes notes) throws IOException {
                notes.found(found(file, background.finish()));
            }
        };
    }

    private static ExecutableFile found(LayerFile file, Digest sha256) {
        return new ExecutableFile(file.path(), sha256, file.size(), file.mode(), file.startsWith(ELF));
    }
}
