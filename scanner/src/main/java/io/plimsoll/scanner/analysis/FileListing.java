package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.PathNumbers;
import java.util.List;

/// The files and folders that a package says are its own, in a file that its installer has written.
///
/// @param folders names of folders beside that of the file, where it names no more than these
record FileListing(FilePath file, PathNumbers files, List<String> folders) implements Evidence {
    FileListing {
        folders = List.copyOf(folders);
    }

    @Override
    public Evidence linkedAs(FilePath other) {
        return new FileListing(other, files, folders);
    }

    @Override
    public long weight() {
        return Evidence.super.weight()
                + files.weight()
                + folders.stream().mapToLong(name -> 60 + name.length()).sum();
    }
}
