package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.PathNumbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which files a package owns: names without folders, the folders, and for each name which folder.
final class RpmFiles {
    private static final int FOLDER_OF_NAME = 1116;
    private static final int NAMES = 1117;
    private static final int FOLDERS = 1118;

    private RpmFiles() {}

    /// The numbers of the files; none where the lists make no sense, so that nothing is taken for the distribution's.
    static PathNumbers of(RpmHeader header, PathKey key) {
        PathNumbers.Collector files = new PathNumbers.Collector(key);
        try {
            List<@Nullable FilePath> folders = folders(header);
            int[] last = {-1};
            header.texts(NAMES, (index, name) -> {
                long folder = header.number(FOLDER_OF_NAME, index);
                if (folder >= folders.size()) {
                    throw new MalformedInput("a file in a folder that is not listed");
                }
                FilePath path = folders.get((int) folder);
                if (path != null) {
                    if (folder != last[0]) {
                        files.enter(path);
                        last[0] = (int) folder;
                    }
                    files.addHere(name);
                }
            });
            return files.numbers();
        } catch (MalformedInput e) {
            return PathNumbers.NONE;
        }
    }

    /// The folders by their places; null where a name could leave the root.
    private static List<@Nullable FilePath> folders(RpmHeader header) throws MalformedInput {
        List<@Nullable FilePath> folders = new ArrayList<>();
        header.texts(FOLDERS, (index, name) -> folders.add(FilePath.ofName(name)));
        return folders;
    }
}
